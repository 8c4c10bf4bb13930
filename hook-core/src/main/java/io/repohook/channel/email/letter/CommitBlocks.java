package io.repohook.channel.email.letter;

import io.repohook.channel.Links;
import io.repohook.event.Commit;
import io.repohook.event.Signature;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Shows commits much as {@code git log} does. */
final class CommitBlocks {
  /** What a person still reads in a mail; the newest ones. */
  private static final int LISTED = 50;

  /** Of a commit's message; longer ones hold data that was pasted. */
  private static final int LINES = 60;

  /** Of a line of a message. */
  private static final int WIDTH = 500;

  private final Links links;

  CommitBlocks(Links links) {
    this.links = links;
  }

  /**
   * The newest of these commits, each after its parents.
   *
   * @param added how many there are in all
   */
  List<Block> list(List<Commit> commits, int added) {
    List<Commit> newest = commits.subList(Math.max(0, commits.size() - LISTED), commits.size());
    List<Block> blocks = new ArrayList<>();
    if (newest.size() < added) {
      blocks.add(
          new Block.Text(
              "The newest " + newest.size() + " of " + Counted.of(added, "commit") + ":"));
    }
    for (Commit each : newest) {
      blocks.add(
          new Block.Facts(
              List.of(
                  fact("commit", each.id()),
                  new Block.Fact("author", person(each.author())),
                  new Block.Fact(
                      "date",
                      DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(each.author().when())))));
      blocks.add(new Block.Listing(message(each.message(), each.messageTruncated())));
    }
    return blocks;
  }

  /** A commit's id, leading to its page. */
  Block.Fact fact(String label, String id) {
    return new Block.Fact(label, id, links.commit(id).orElse(null));
  }

  static List<String> message(String message, boolean truncated) {
    List<String> all = message.strip().lines().toList();
    List<String> lines = new ArrayList<>();
    for (String line : all.subList(0, Math.min(LINES, all.size()))) {
      lines.add("    " + Printable.cut(line, WIDTH));
    }
    if (truncated || all.size() > LINES) {
      lines.add("    […]");
    }
    return lines;
  }

  static String person(Signature person) {
    return (person.name() + " <" + person.email() + ">").strip();
  }

  /** The first line with anything on it. */
  static String firstLine(String message) {
    return message
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .findFirst()
        .orElse("");
  }
}

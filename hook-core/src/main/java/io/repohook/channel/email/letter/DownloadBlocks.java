package io.repohook.channel.email.letter;

import io.repohook.channel.Downloads;
import io.repohook.channel.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a digest's letter says of downloads: a line for each artifact, the most wanted first. */
public final class DownloadBlocks {
  /** More than a person reads; the JSON of a webhook lists more. */
  private static final int LISTED = 200;

  /** Of one artifact: jar, pom and a few others. */
  private static final int FILES = 4;

  private DownloadBlocks() {}

  /**
   * The heading and the list.
   *
   * @param theirs the things that the reader is to be told of
   * @param all whether that is all there is
   */
  public static List<Block> of(Downloads downloads, List<Downloads.Thing> theirs, boolean all) {
    if (theirs.isEmpty()) {
      return List.of();
    }
    long total =
        all ? downloads.total() : theirs.stream().mapToLong(Downloads.Thing::downloads).sum();
    String heading = count(total, "download") + (all ? " by " + by(downloads.addresses()) : "");
    List<Downloads.Thing> shown = theirs.subList(0, Math.min(LISTED, theirs.size()));
    int width = shown.stream().mapToInt(each -> number(each.downloads()).length()).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (Downloads.Thing each : shown) {
      String downloaded = number(each.downloads());
      lines.add(
          "  "
              + " ".repeat(width - downloaded.length())
              + downloaded
              + "  "
              + each.name()
              + ", by "
              + by(each.addresses())
              + files(each));
    }
    int more = (all ? downloads.artifacts() : theirs.size()) - shown.size();
    if (more > 0) {
      lines.add("  and " + Counted.of(more, "more artifact"));
    }
    return List.of(new Block.Heading(heading), new Block.Listing(lines));
  }

  private static String files(Downloads.Thing thing) {
    if (thing.files().size() < 2) {
      return "";
    }
    List<String> named = new ArrayList<>();
    for (Downloads.File each : thing.files().subList(0, Math.min(FILES, thing.files().size()))) {
      String name = each.path().substring(each.path().lastIndexOf('/') + 1);
      named.add(name + " " + number(each.downloads()));
    }
    if (thing.files().size() > FILES) {
      named.add("…");
    }
    return " (" + String.join(", ", named) + ")";
  }

  private static String by(Estimate addresses) {
    return (addresses.exact() ? "" : "about ")
        + number(addresses.number())
        + (addresses.number() == 1 ? " address" : " addresses");
  }

  private static String count(long number, String noun) {
    return number(number) + " " + noun + (number == 1 ? "" : "s");
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}

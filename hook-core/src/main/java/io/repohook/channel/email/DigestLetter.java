package io.repohook.channel.email;

import static java.util.stream.Collectors.joining;

import io.repohook.channel.Digest;
import io.repohook.channel.Downloads;
import io.repohook.channel.email.letter.Block;
import io.repohook.channel.email.letter.DownloadBlocks;
import io.repohook.channel.email.letter.Letter;
import java.util.ArrayList;
import java.util.List;

/** What a digest says to one recipient: what they would have got, one below the other. */
final class DigestLetter {
  /** All digests of a repository are one conversation; no event is about a thing of this name. */
  private static final String THREAD = "digest ";

  private DigestLetter() {}

  /**
   * @param theirs of the events, the recipient's
   * @param downloaded of the downloads, the recipient's
   */
  static Letter of(Digest digest, List<DigestItem> theirs, List<Downloads.Thing> downloaded) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Text("What happened in " + digest.repository().name() + " in the meantime."));
    // The counts are of everything; of what others got as well they would tell too much.
    Downloads downloads = digest.downloads();
    boolean isAll =
        theirs.size() == digest.items().size()
            && (downloads == null || downloaded.size() == downloads.listed().size());
    List<Block.Fact> facts = new ArrayList<>();
    facts.add(new Block.Fact("from", digest.from().toString()));
    facts.add(new Block.Fact("to", digest.to().toString()));
    if (isAll) {
      facts.add(new Block.Fact("events", counts(digest)));
    }
    blocks.add(new Block.Facts(facts));
    if (downloads != null) {
      blocks.addAll(DownloadBlocks.of(downloads, downloaded, isAll));
    }
    for (DigestItem each : theirs) {
      blocks.add(new Block.Heading(each.subject()));
      blocks.add(new Block.Listing(each.text().stream().map(line -> "  " + line).toList()));
    }
    if (digest.items().size() < digest.told()) {
      blocks.add(
          new Block.Text(
              "There were more events than a digest lists; 'repohook events' has all of them."));
    }
    return new Letter("digest of " + title(digest, theirs, downloaded, isAll), THREAD, blocks);
  }

  /** {@code 3 events and 17 downloads}. */
  private static String title(
      Digest digest, List<DigestItem> theirs, List<Downloads.Thing> downloaded, boolean isAll) {
    int told = isAll ? digest.told() : theirs.size();
    long downloads =
        isAll
            ? digest.events() - digest.told()
            : downloaded.stream().mapToLong(Downloads.Thing::downloads).sum();
    List<String> parts = new ArrayList<>();
    if (told > 0 || downloads == 0) {
      parts.add(told + (told == 1 ? " event" : " events"));
    }
    if (downloads > 0) {
      parts.add(downloads + (downloads == 1 ? " download" : " downloads"));
    }
    return String.join(" and ", parts);
  }

  private static String counts(Digest digest) {
    return digest.counts().entrySet().stream()
        .map(each -> each.getValue() + " " + each.getKey())
        .collect(joining(", "));
  }
}

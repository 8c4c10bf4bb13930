package io.repohook.channel.email;

import static java.util.stream.Collectors.joining;

import io.repohook.channel.Digest;
import io.repohook.channel.email.letter.Block;
import io.repohook.channel.email.letter.Letter;
import java.util.ArrayList;
import java.util.List;

/** What a digest says to one recipient: what they would have got, one below the other. */
final class DigestLetter {
  /** All digests of a repository are one conversation; no event is about a thing of this name. */
  private static final String THREAD = "digest ";

  private DigestLetter() {}

  static Letter of(Digest digest, List<DigestItem> theirs) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Text("What happened in " + digest.repository().name() + " in the meantime."));
    // The counts are of everything; of what others got as well they would tell too much.
    boolean isAll = theirs.size() == digest.items().size();
    List<Block.Fact> facts = new ArrayList<>();
    facts.add(new Block.Fact("from", digest.from().toString()));
    facts.add(new Block.Fact("to", digest.to().toString()));
    if (isAll) {
      facts.add(new Block.Fact("events", counts(digest)));
    }
    blocks.add(new Block.Facts(facts));
    for (DigestItem each : theirs) {
      blocks.add(new Block.Heading(each.subject()));
      blocks.add(new Block.Listing(each.text().stream().map(line -> "  " + line).toList()));
    }
    if (digest.truncated()) {
      blocks.add(
          new Block.Text(
              "There were more events than a digest lists; 'repohook events' has all of them."));
    }
    int events = isAll ? digest.events() : theirs.size();
    return new Letter("digest of " + events + (events == 1 ? " event" : " events"), THREAD, blocks);
  }

  private static String counts(Digest digest) {
    return digest.counts().entrySet().stream()
        .map(each -> each.getValue() + " " + each.getKey())
        .collect(joining(", "));
  }
}

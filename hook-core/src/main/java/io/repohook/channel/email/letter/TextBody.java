package io.repohook.channel.email.letter;

import java.util.List;

/** A letter as plain text, its lines ended by line feeds. */
public final class TextBody {
  private final StringBuilder text = new StringBuilder();

  private TextBody() {}

  /** Writes a letter's blocks, a blank line between two. */
  public static String of(Letter letter) {
    TextBody body = new TextBody();
    for (Block each : letter.blocks()) {
      if (!body.text.isEmpty()) {
        body.text.append('\n');
      }
      body.write(each);
    }
    return body.text.toString();
  }

  private void write(Block block) {
    if (block instanceof Block.Text paragraph) {
      lines(paragraph.text().lines().toList());
    } else if (block instanceof Block.Heading heading) {
      lines(List.of(heading.text()));
    } else if (block instanceof Block.Facts facts) {
      facts(facts.facts());
    } else if (block instanceof Block.Listing listing) {
      lines(listing.lines());
    } else if (block instanceof Block.Patch patch) {
      lines(patch.lines());
    }
  }

  private void facts(List<Block.Fact> facts) {
    int width = facts.stream().mapToInt(fact -> fact.label().length()).max().orElse(0);
    for (Block.Fact fact : facts) {
      String label = fact.label() + " ".repeat(width - fact.label().length());
      lines(List.of(label + "  " + fact.value()));
      if (fact.url() != null) {
        lines(List.of(" ".repeat(width) + "  " + fact.url()));
      }
    }
  }

  private void lines(List<String> lines) {
    lines.forEach(line -> text.append(Printable.text(line)).append('\n'));
  }
}

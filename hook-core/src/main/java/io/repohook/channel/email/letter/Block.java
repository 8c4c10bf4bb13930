package io.repohook.channel.email.letter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a mail. Texts are as they came: whoever writes them makes them safe. */
public sealed interface Block {

  /** A paragraph. */
  record Text(String text) implements Block {}

  /** A line that says what follows. */
  record Heading(String text) implements Block {}

  /** Facts, one a line. */
  record Facts(List<Fact> facts) implements Block {
    public Facts {
      facts = List.copyOf(facts);
    }
  }

  /**
   * A fact.
   *
   * @param url where to read more, null when nothing leads there
   */
  record Fact(String label, String value, @Nullable String url) {
    /** A fact that leads nowhere. */
    public Fact(String label, String value) {
      this(label, value, null);
    }
  }

  /** Lines that are kept as they are, such as what a job printed. */
  record Listing(List<String> lines) implements Block {
    public Listing {
      lines = List.copyOf(lines);
    }
  }

  /** Lines of a diff. */
  record Patch(List<String> lines) implements Block {
    public Patch {
      lines = List.copyOf(lines);
    }
  }
}

package io.repohook.artifact.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lines of text, read by patterns.
 *
 * <p>A field ends where the text after it begins for the first time. What a client chose can so at
 * worst make a line that fits no pattern: a field in quotes holds no quote, the last field none of
 * the text before it, and a request is three words.
 */
final class PatternFormat implements LineFormat {
  private static final int FIELDS = Field.values().length;

  private final List<LinePattern> patterns;
  private final Writer writer;
  private final boolean escapes;

  /** What wrote the log. */
  enum Writer {
    /** Writes {@code \x22} for a quote that a client sent; answers 201 to a new file alone. */
    WEB_SERVER,
    /** Writes what a client sent as it came; answers 201 to every upload. */
    NEXUS,
    /** As Nexus. It has names for nobody, and a target may have properties after a semicolon. */
    ARTIFACTORY
  }

  /** Of the request log's documentation, and of what its filter writes where nobody logged in. */
  private static final Set<String> NOBODY = Set.of("anonymous", "non_authenticated_user");

  /** Of a part of a target's path. */
  private static final Pattern PROPERTIES = Pattern.compile(";[^/?]*");

  /**
   * @param patterns the first one counts that fits
   */
  PatternFormat(List<LinePattern> patterns, Writer writer) {
    this.patterns = List.copyOf(patterns);
    this.writer = writer;
    this.escapes = writer == Writer.WEB_SERVER;
  }

  @Override
  public boolean tellsNewFiles() {
    return writer == Writer.WEB_SERVER;
  }

  @Override
  public Line read(byte[] bytes, int from, int to, Interest interest) {
    Line line = Line.Other.GARBAGE;
    for (LinePattern pattern : patterns) {
      if (!pattern.mayBegin(bytes, from, to)) {
        continue;
      }
      line = new Reading(pattern, bytes, to, interest).read(from);
      if (line != Line.Other.GARBAGE) {
        return line;
      }
    }
    return line;
  }

  /** One line, read from its beginning to its end, or until it is of no interest. */
  @SuppressWarnings("EnumOrdinal") // It only finds a place in this object's own arrays.
  private final class Reading {
    private final LinePattern pattern;
    private final byte[] bytes;
    private final int end;
    private final Interest interest;
    private final int[] starts = new int[FIELDS];
    private final int[] ends = new int[FIELDS];
    private Line.@Nullable Method method;

    Reading(LinePattern pattern, byte[] bytes, int end, Interest interest) {
      this.pattern = pattern;
      this.bytes = bytes;
      this.end = end;
      this.interest = interest;
    }

    Line read(int from) {
      if (!has(pattern.before(), from)) {
        return Line.Other.GARBAGE;
      }
      int at = from + pattern.before().length;
      int last = pattern.parts().size() - 1;
      for (int i = 0; i <= last; i++) {
        LinePattern.Part part = pattern.parts().get(i);
        int stop = i == last ? lastEnd(part, at) : fieldEnd(part, at);
        if (stop < 0) {
          return Line.Other.GARBAGE;
        }
        Line.Other verdict = take(part.field(), at, stop);
        if (verdict != null) {
          return verdict;
        }
        at = stop + part.after().length;
      }
      return request();
    }

    private boolean has(byte[] text, int at) {
      if (end - at < text.length) {
        return false;
      }
      for (int i = 0; i < text.length; i++) {
        if (bytes[at + i] != text[i]) {
          return false;
        }
      }
      return true;
    }

    /** Where the text after a field begins, or -1. */
    private int fieldEnd(LinePattern.Part part, int from) {
      byte first = part.after()[0];
      int never = part.never();
      for (int i = from; i < end; i++) {
        byte b = bytes[i];
        if (b == '\\' && escapes) {
          i++;
        } else if (b == first && has(part.after(), i)) {
          return i;
        } else if (b == never) {
          return -1;
        }
      }
      return -1;
    }

    private int lastEnd(LinePattern.Part part, int from) {
      int stop = end - part.after().length;
      if (stop < from || !has(part.after(), stop)) {
        return -1;
      }
      if (part.quoted()) {
        return fieldEnd(part, from) == stop ? stop : -1;
      }
      byte[] separator = part.separator();
      for (int i = from; separator.length > 0 && i < stop; i++) {
        if (bytes[i] == separator[0] && has(separator, i)) {
          return -1;
        }
      }
      return stop;
    }

    /** Keeps where a field is; null to go on. */
    private Line.@Nullable Other take(Field field, int from, int to) {
      starts[field.ordinal()] = from;
      ends[field.ordinal()] = to;
      return switch (field) {
        case REQUEST -> split(from, to);
        case METHOD -> judge(method(from, to));
        case TARGET -> judge(interest.mayConcern(bytes, from, to) || mayComeFromElsewhere());
        default -> null;
      };
    }

    private boolean mayComeFromElsewhere() {
      Line.Method asked = method;
      return pattern.has(Field.DESTINATION) && (asked == null || asked.carries());
    }

    private Line.@Nullable Other split(int from, int to) {
      int space = indexOf(from, to);
      int second = space < 0 ? -1 : indexOf(space + 1, to);
      if (second < 0 || !protocol(second + 1, to)) {
        return Line.Other.GARBAGE;
      }
      Line.Other verdict = take(Field.METHOD, from, space);
      return verdict == null ? take(Field.TARGET, space + 1, second) : verdict;
    }

    private boolean protocol(int from, int to) {
      return indexOf(from, to) < 0 && to - from > 5 && bytes[from] == 'H' && bytes[from + 4] == '/';
    }

    private int indexOf(int from, int to) {
      for (int i = from; i < to; i++) {
        if (bytes[i] == ' ') {
          return i;
        }
      }
      return -1;
    }

    private boolean method(int from, int to) {
      method = from < to ? interest.method(bytes, from, to) : null;
      return method != null;
    }

    private static Line.@Nullable Other judge(boolean goOn) {
      return goOn ? null : Line.Other.IRRELEVANT;
    }

    private Line request() {
      Optional<Aim> aim = Aim.of(interest, method, target(), text(Field.DESTINATION));
      if (aim.isEmpty()) {
        return Line.Other.IRRELEVANT;
      }
      Optional<Instant> time = LogTime.parse(required(Field.TIME));
      String status = required(Field.STATUS);
      if (time.isEmpty() || !status.matches("[1-5][0-9][0-9]")) {
        return Line.Other.GARBAGE;
      }
      return new Line.Request(
          time.get(),
          text(Field.ADDRESS),
          user(),
          aim.get().method(),
          aim.get().path(),
          Integer.parseInt(status),
          number(Field.RECEIVED),
          number(Field.SENT),
          text(Field.RANGE),
          pattern.has(Field.COMPLETION) ? transfer() : Line.Transfer.UNKNOWN,
          text(Field.AGENT),
          aim.get().destination());
    }

    private String target() {
      String target = required(Field.TARGET);
      return writer == Writer.ARTIFACTORY ? PROPERTIES.matcher(target).replaceAll("") : target;
    }

    private @Nullable String user() {
      String user = text(Field.USER);
      return writer == Writer.ARTIFACTORY && user != null && NOBODY.contains(user) ? null : user;
    }

    /**
     * nginx writes {@code OK} or nothing; httpd {@code +} or {@code -}, or {@code X} when cut off.
     */
    private Line.Transfer transfer() {
      String written = required(Field.COMPLETION);
      return written.isEmpty() || written.equals("X")
          ? Line.Transfer.ABORTED
          : Line.Transfer.COMPLETE;
    }

    private String required(Field field) {
      int from = starts[field.ordinal()];
      int to = ends[field.ordinal()];
      return escapes ? Escapes.decode(bytes, from, to) : new String(bytes, from, to - from, UTF_8);
    }

    private @Nullable String text(Field field) {
      String text = required(field);
      return text.isEmpty() || text.equals("-") ? null : text;
    }

    private @Nullable Long number(Field field) {
      String text = required(field);
      return text.matches("[0-9]{1,18}") ? Long.valueOf(text) : null;
    }
  }
}

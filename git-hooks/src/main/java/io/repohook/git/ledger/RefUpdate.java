package io.repohook.git.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.repohook.spool.MalformedSpoolFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One line of a push: a ref, where it was and where it is. Ids are all zeros for a ref that did
 * not, or does not, exist.
 *
 * @param before in hexadecimal; 40 digits, or 64 in a SHA-256 repository
 */
public record RefUpdate(String before, String after, String ref) {

  /** The record of a spool file that holds the lines. */
  public static final String RECORD = "refs";

  /** Every ref that a push can change begins so; HEAD and the like only point at one. */
  private static final String REFS = "refs/";

  private static final Pattern ID = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  /** Reads the lines that git gives a post-receive hook. */
  public static List<RefUpdate> lines(byte[] lines) throws MalformedSpoolFileException {
    List<RefUpdate> updates = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < lines.length; i++) {
      if (lines[i] == '\n') {
        updates.add(line(Arrays.copyOfRange(lines, start, i)));
        start = i + 1;
      }
    }
    if (start != lines.length) {
      throw new MalformedSpoolFileException("its last ref line has no end");
    }
    return updates;
  }

  private static RefUpdate line(byte[] line) throws MalformedSpoolFileException {
    int first = indexOfSpace(line, 0);
    int second = indexOfSpace(line, first + 1);
    String before = new String(line, 0, first, US_ASCII);
    String after = new String(line, first + 1, second - first - 1, US_ASCII);
    String ref = GitName.text(Arrays.copyOfRange(line, second + 1, line.length));
    if (!isId(before)
        || !isId(after)
        || before.length() != after.length()
        || !ref.startsWith(REFS)) {
      throw new MalformedSpoolFileException(
          "a ref line is not '<id> <id> <ref>': " + GitName.text(line));
    }
    return new RefUpdate(before, after, ref);
  }

  /** The line as git writes it, with its end. */
  public String line() {
    return before + " " + after + " " + ref + "\n";
  }

  private static int indexOfSpace(byte[] line, int from) throws MalformedSpoolFileException {
    for (int i = from; i < line.length; i++) {
      if (line[i] == ' ') {
        return i;
      }
    }
    throw new MalformedSpoolFileException(
        "a ref line has fewer than three words: " + GitName.text(line));
  }

  static boolean isId(String word) {
    return ID.matcher(word).matches();
  }

  /** Whether the ids are those of a SHA-256 repository. */
  public boolean isSha256() {
    return after.length() == 64;
  }

  public boolean isTag() {
    return ref.startsWith("refs/tags/");
  }

  public boolean isBranch() {
    return ref.startsWith("refs/heads/");
  }

  public boolean isCreation() {
    return isZero(before);
  }

  public boolean isDeletion() {
    return isZero(after);
  }

  private static boolean isZero(String id) {
    return id.chars().allMatch(digit -> digit == '0');
  }
}

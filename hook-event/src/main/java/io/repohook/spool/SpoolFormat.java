package io.repohook.spool;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of a spool file, simple enough to be written by {@code sh} without starting a process.
 *
 * <pre>
 * repohook-spool 1
 * source 8 git-push
 * repository 28 /srv/git/earthmover/ocean.git
 * env.REMOTE_USER 5 alice
 * refs 98 95790bf8… da156088… refs/heads/main
 *
 * end
 * </pre>
 *
 * <p>Each record is a key, the length of its value in bytes, and the value, so that no value can be
 * mistaken for another record, whatever bytes it holds. A file without its last line {@code end} is
 * not finished.
 */
public final class SpoolFormat {
  private static final byte[] VERSION_LINE = "repohook-spool 1\n".getBytes(US_ASCII);
  private static final byte[] END_LINE = "end\n".getBytes(US_ASCII);

  /** No source writes longer keys or lengths; a longer one is not ours. */
  private static final int MAX_WORD = 80;

  private final byte[] bytes;
  private int position;

  private SpoolFormat(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The bytes of a whole spool file that holds {@code records}. */
  public static byte[] write(List<SpoolRecord> records) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(VERSION_LINE);
    for (SpoolRecord each : records) {
      out.writeBytes((each.key() + " " + each.value().length + " ").getBytes(US_ASCII));
      out.writeBytes(each.value());
      out.write('\n');
    }
    out.writeBytes(END_LINE);
    return out.toByteArray();
  }

  /**
   * The records of a whole spool file, in their order.
   *
   * @throws UnfinishedSpoolFileException when the bytes end before the file does
   * @throws MalformedSpoolFileException when they are no spool file, saying where and why
   */
  public static List<SpoolRecord> read(byte[] bytes) throws MalformedSpoolFileException {
    return new SpoolFormat(bytes).read();
  }

  /**
   * The records that are complete in the first bytes of a spool file, in their order.
   *
   * @throws MalformedSpoolFileException when they are no beginning of a spool file
   */
  static List<SpoolRecord> head(byte[] bytes) throws MalformedSpoolFileException {
    SpoolFormat format = new SpoolFormat(bytes);
    List<SpoolRecord> records = new ArrayList<>();
    try {
      format.skipVersion();
      while (!format.skip(END_LINE)) {
        records.add(format.record());
      }
    } catch (UnfinishedSpoolFileException e) {
      // The rest is beyond these bytes.
    }
    return records;
  }

  private List<SpoolRecord> read() throws MalformedSpoolFileException {
    skipVersion();
    List<SpoolRecord> records = new ArrayList<>();
    while (!skip(END_LINE)) {
      records.add(record());
    }
    if (position != bytes.length) {
      throw new MalformedSpoolFileException(
          "there are " + (bytes.length - position) + " bytes after its end, at byte " + position);
    }
    return records;
  }

  private void skipVersion() throws MalformedSpoolFileException {
    if (!skip(VERSION_LINE)) {
      throw bytes.length < VERSION_LINE.length
          ? new UnfinishedSpoolFileException("it ends within its first line")
          : new MalformedSpoolFileException("its first line is not 'repohook-spool 1'");
    }
  }

  private SpoolRecord record() throws MalformedSpoolFileException {
    int start = position;
    String key = word("a key");
    if (key.isEmpty()) {
      throw new MalformedSpoolFileException("a record without a key at byte " + start);
    }
    int length = length(key);
    if (length > bytes.length - position - 1) {
      throw new UnfinishedSpoolFileException("it ends within the value of '" + key + "'");
    }
    byte[] value = new byte[length];
    System.arraycopy(bytes, position, value, 0, length);
    position += length;
    if (bytes[position++] != '\n') {
      throw new MalformedSpoolFileException(
          "the value of '" + key + "' at byte " + start + " is longer than the length it gives");
    }
    return new SpoolRecord(key, value);
  }

  private int length(String key) throws MalformedSpoolFileException {
    String word = word("the length of '" + key + "'");
    try {
      int length = Integer.parseInt(word);
      if (length >= 0 && !word.startsWith("+")) {
        return length;
      }
    } catch (NumberFormatException e) {
      // Told below, like a negative one.
    }
    throw new MalformedSpoolFileException("the length of '" + key + "' is no number: " + word);
  }

  private String word(String what) throws MalformedSpoolFileException {
    int start = position;
    while (position < bytes.length && bytes[position] != ' ') {
      byte at = bytes[position];
      if (at <= ' ' || at > '~' || position - start == MAX_WORD) {
        throw new MalformedSpoolFileException("expected " + what + " at byte " + start);
      }
      position++;
    }
    if (position == bytes.length) {
      throw new UnfinishedSpoolFileException("it ends before " + what);
    }
    return new String(bytes, start, position++ - start, US_ASCII);
  }

  private boolean skip(byte[] expected) {
    if (bytes.length - position < expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if (bytes[position + i] != expected[i]) {
        return false;
      }
    }
    position += expected.length;
    return true;
  }
}

package io.repohook.spool;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request that an artifact repository has answered with success: what a source inside its server
 * observes. {@link #records} writes what {@link #read} reads.
 *
 * <p>Any account may write a spool file, so each value is checked when it is read.
 *
 * @param time when it ended
 * @param method as {@link #METHODS} has them
 * @param path within the repository as the server resolved it, decoded, without a slash at its
 *     beginning; that of a folder ends with one where the client wrote one
 * @param received bytes of the request's body; null when unknown
 * @param sent bytes of the answer's body; null when unknown
 * @param range what part the client asked for, such as {@code bytes=100-}; null for all
 * @param user null when nobody was logged in
 * @param address the client's; null when unknown
 * @param agent null when the client named none
 * @param destination of a move or copy, as the client wrote it; else null
 */
public record ArtifactRequest(
    Instant time,
    String method,
    String path,
    int status,
    @Nullable Long received,
    @Nullable Long sent,
    @Nullable String range,
    @Nullable String user,
    @Nullable String address,
    @Nullable String agent,
    @Nullable String destination) {

  /** The value of the record {@code source}. */
  public static final String SOURCE = "artifact-requests";

  /** The record that tells below which path of the server the repository is. */
  public static final String PREFIX = "prefix";

  /** The record that counts requests of which no more is known, as there was no room for them. */
  public static final String LOST = "lost";

  /** What changes a file or reads one. */
  public static final Set<String> METHODS = Set.of("GET", "PUT", "DELETE", "MOVE", "COPY");

  /** Linux's PATH_MAX; no server has stored a file of a longer one. */
  public static final int LONGEST_PATH = 4096;

  /** What a client says of itself is told to that many characters. */
  public static final int MOST_TEXT = 1000;

  /** Of {@link #destination}: the longest path, each byte as {@code %XX}, and a host before it. */
  public static final int LONGEST_DESTINATION = 3 * LONGEST_PATH + MOST_TEXT;

  /** So many are in one file at most, and so in one transaction of the service. */
  public static final int MOST_TOGETHER = 500;

  /** Each request begins with this record. */
  private static final String TIME = "time";

  /**
   * Whether a text can be the path of a file or folder. What leads elsewhere, or has characters
   * that are in no file's name, is none.
   */
  public static boolean isPath(String text) {
    if (text.isEmpty() || text.length() > LONGEST_PATH) {
      return false;
    }
    int begin = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) || (c == '/' && !isName(text, begin, i))) {
        return false;
      }
      begin = c == '/' ? i + 1 : begin;
    }
    return begin == text.length() || isName(text, begin, text.length());
  }

  /** Whether that part of a path is the name of a file or folder. */
  private static boolean isName(String path, int begin, int end) {
    return switch (end - begin) {
      case 0 -> false;
      case 1 -> path.charAt(begin) != '.';
      case 2 -> !path.startsWith("..", begin);
      default -> true;
    };
  }

  /** How many characters it has, near enough to tell how much memory it takes. */
  public long characters() {
    return path.length()
        + length(range)
        + length(user)
        + length(address)
        + length(agent)
        + length(destination);
  }

  private static long length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  /** The records that tell of it. */
  public List<SpoolRecord> records() {
    List<SpoolRecord> records = new ArrayList<>();
    add(records, TIME, time);
    add(records, "method", method);
    add(records, "path", path);
    add(records, "status", status);
    add(records, "received", received);
    add(records, "sent", sent);
    add(records, "range", range);
    add(records, "user", user);
    add(records, "address", address);
    add(records, "agent", agent);
    add(records, "destination", destination);
    return records;
  }

  private static void add(List<SpoolRecord> records, String key, @Nullable Object value) {
    if (value != null) {
      records.add(SpoolRecord.of(key, value.toString()));
    }
  }

  /**
   * The requests that a spool file tells of, in their order.
   *
   * @throws MalformedSpoolFileException when one of them is none, or there are too many
   */
  public static List<ArtifactRequest> read(SpoolFile file) throws MalformedSpoolFileException {
    if (file.texts(TIME).size() > MOST_TOGETHER) {
      throw new MalformedSpoolFileException("it has more than " + MOST_TOGETHER + " requests");
    }
    List<ArtifactRequest> requests = new ArrayList<>();
    List<SpoolRecord> records = file.records();
    for (int i = 0; i < records.size(); i++) {
      if (records.get(i).key().equals(TIME)) {
        int end = i + 1;
        while (end < records.size() && !records.get(end).key().equals(TIME)) {
          end++;
        }
        requests.add(request(new Values(records.subList(i, end)), file.writtenAt()));
      }
    }
    return requests;
  }

  /** How many requests there were of which no more is known. */
  public static long lost(SpoolFile file) throws MalformedSpoolFileException {
    Long lost = new Values(file.records()).count(LOST);
    return lost == null ? 0 : lost;
  }

  private static ArtifactRequest request(Values values, Instant written)
      throws MalformedSpoolFileException {
    String method = values.required("method");
    if (!METHODS.contains(method)) {
      throw new MalformedSpoolFileException("there is no method '" + method + "'");
    }
    String path = values.required("path");
    if (!isPath(path)) {
      throw new MalformedSpoolFileException("a request's path can be no file's");
    }
    return new ArtifactRequest(
        values.time(written),
        method,
        path,
        values.status(),
        values.count("received"),
        values.count("sent"),
        values.text("range", MOST_TEXT),
        values.text("user", MOST_TEXT),
        values.text("address", MOST_TEXT),
        values.text("agent", MOST_TEXT),
        values.text("destination", LONGEST_DESTINATION));
  }

  /** The records of one request. */
  private record Values(List<SpoolRecord> records) {

    @Nullable String text(String key) {
      return records.stream()
          .filter(each -> each.key().equals(key))
          .findFirst()
          .map(SpoolRecord::text)
          .orElse(null);
    }

    @Nullable String text(String key, int most) throws MalformedSpoolFileException {
      String text = text(key);
      if (text != null && text.length() > most) {
        throw new MalformedSpoolFileException(
            "a request's '%s' is longer than %d characters".formatted(key, most));
      }
      return text;
    }

    String required(String key) throws MalformedSpoolFileException {
      String text = text(key);
      if (text == null) {
        throw new MalformedSpoolFileException("a request has no record '" + key + "'");
      }
      return text;
    }

    /** Not after the file, which tells of what has been, and not out of the range of sums. */
    Instant time(Instant written) throws MalformedSpoolFileException {
      String text = required(TIME);
      try {
        Instant time = Instant.parse(text);
        Instant latest = time.isAfter(written) ? written : time;
        return latest.isBefore(Instant.EPOCH) ? Instant.EPOCH : latest;
      } catch (DateTimeException e) {
        throw new MalformedSpoolFileException("a request's time is none: " + text);
      }
    }

    int status() throws MalformedSpoolFileException {
      Long status = count("status");
      if (status == null || status < 200 || status > 299) {
        throw new MalformedSpoolFileException("a request's status is no success: " + status);
      }
      return status.intValue();
    }

    @Nullable Long count(String key) throws MalformedSpoolFileException {
      String text = text(key);
      if (text == null) {
        return null;
      }
      if (text.isEmpty()
          || text.length() > 18
          || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
        throw new MalformedSpoolFileException("a request's '" + key + "' is no count: " + text);
      }
      return Long.valueOf(text);
    }
  }
}

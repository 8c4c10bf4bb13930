package io.repohook.artifact.log;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How far a log has been read.
 *
 * @param current in the file that is read; empty before the first look
 * @param previous in the one before it, to which a server's old processes may still write
 */
public record Positions(Optional<Position> current, Optional<Position> previous) {
  private static final String CURRENT = "log.current";
  private static final String PREVIOUS = "log.previous";

  static final Positions NONE = new Positions(Optional.empty(), Optional.empty());

  static Positions at(Position current) {
    return new Positions(Optional.of(current), Optional.empty());
  }

  /**
   * As they were kept for a log.
   *
   * @param log its path: another log of the same repository is begun anew
   * @param state the values kept, by key
   */
  public static Positions of(String log, Function<String, Optional<String>> state) {
    return new Positions(of(log, CURRENT, state), of(log, PREVIOUS, state));
  }

  private static Optional<Position> of(
      String log, String key, Function<String, Optional<String>> state) {
    String end = " " + log;
    return Position.decode(
        state
            .apply(key)
            .filter(text -> text.endsWith(end))
            .map(text -> text.substring(0, text.length() - end.length())));
  }

  /** What is to be kept now; an empty value for what is to be forgotten. */
  public Map<String, Optional<String>> changes(String log) {
    Map<String, Optional<String>> changes = new LinkedHashMap<>();
    changes.put(CURRENT, current.map(position -> position.encode() + " " + log));
    changes.put(PREVIOUS, previous.map(position -> position.encode() + " " + log));
    return changes;
  }

  Positions withCurrent(Position position) {
    return new Positions(Optional.of(position), previous);
  }

  Positions withPrevious(Optional<Position> position) {
    return new Positions(current, position);
  }
}

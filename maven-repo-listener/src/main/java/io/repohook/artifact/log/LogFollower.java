package io.repohook.artifact.log;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows an access log through rotations: each line once, in the log's order, whatever becomes of
 * its files. It keeps nothing itself; who calls it keeps the positions together with what the lines
 * meant. Confined to one thread at a time.
 *
 * <p>When the log's name leads to another file than before, the old one is looked for under its
 * rotated names and read to its end, then those that came after it, then the new one. An old file
 * is looked at further: a server may write to it until its last old process has ended.
 */
public final class LogFollower {
  private static final Logger log = LoggerFactory.getLogger(LogFollower.class);

  private final LogFiles files;
  private final LineFormat format;
  private final boolean fromBeginning;

  /**
   * What is new.
   *
   * @param positions how far the log has been read with this
   * @param more whether there is more to read at once
   */
  public record News(List<Found> requests, Positions positions, boolean more) {
    public News {
      requests = List.copyOf(requests);
    }
  }

  /**
   * @param fromBeginning whether a log that is there already is read too
   */
  public LogFollower(Path file, LineFormat format, boolean fromBeginning) {
    this.files = new LogFiles(file);
    this.format = format;
    this.fromBeginning = fromBeginning;
  }

  /**
   * Reads on.
   *
   * @param budget about how much at once, in {@link Interest#cost}
   * @throws IOException when the log cannot be read; nothing was lost
   */
  public News read(Positions positions, Interest interest, int budget, Instant now)
      throws IOException {
    Optional<LogFile> current = files.current();
    Positions from = positions.current().isEmpty() ? begin(current, now) : positions;
    Position at = from.current().orElseThrow();
    if (at.isBeforeTheFirst()) {
      Optional<LogFile> first = firstSince(at.noneAt(), current);
      if (first.isEmpty()) {
        return new News(List.of(), from, false);
      }
      at = beginningOf(first.get(), now);
      if (first.get().hasMoved()) {
        return new News(List.of(), from, true);
      }
      from = Positions.at(at);
    }
    Optional<News> late = late(from, interest, budget);
    if (late.isPresent()) {
      return late.get();
    }
    from = withoutDeadPrevious(from);
    if (current.isPresent() && current.get().inode() == at.inode() && current.get().continues(at)) {
      Chunk chunk = new ChunkReader(format, interest, budget).read(current.get(), at);
      if (current.get().hasMoved()) {
        return new News(List.of(), from, true); // Perhaps two files' bytes in one chunk.
      }
      return new News(chunk.requests(), from.withCurrent(chunk.position()), !chunk.ended());
    }
    return rotated(from, at, current, interest, budget, now);
  }

  private Positions begin(Optional<LogFile> current, Instant now) throws IOException {
    if (current.filter(LogFile::hasLines).isEmpty()) {
      return Positions.at(Position.beforeTheFirst(now));
    }
    Position start = beginningOf(current.get(), now);
    if (fromBeginning) {
      return Positions.at(start);
    }
    long end = LastLine.startOf(current.get());
    try (InputStream in = current.get().open()) {
      return Positions.at(start.at(end, Head.of(in, Math.max(end, start.head().length()))));
    }
  }

  /** The log's first file when there was none at that time: it may have been rotated since. */
  private Optional<LogFile> firstSince(Instant none, Optional<LogFile> current) throws IOException {
    return files.rotated().stream()
        .filter(each -> each.hasLines() && files.isNumbered(each))
        .filter(each -> !each.modified().toInstant().isBefore(none))
        .findFirst()
        .or(() -> current.filter(LogFile::hasLines));
  }

  /**
   * The place at which a file begins. Only of one that has lines: of an empty one nothing would be
   * known again, if it were rotated and compressed before the next look.
   */
  private static Position beginningOf(LogFile file, Instant now) throws IOException {
    Head head = Head.NONE;
    try (InputStream in = file.open()) {
      head = Head.of(in, Head.MOST);
    } catch (EOFException | ZipException e) {
      // It is damaged from its beginning on, and said to be when it is read.
    }
    return new Position(file.inode() + "-" + now.toEpochMilli(), file.inode(), head, 0);
  }

  /** What a server's old processes wrote into the file before; empty when that is nothing. */
  private Optional<News> late(Positions from, Interest interest, int budget) throws IOException {
    if (from.previous().isEmpty()) {
      return Optional.empty();
    }
    Position at = from.previous().get();
    Optional<LogFile> file = files.rotatedAt(at);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    Chunk chunk = new ChunkReader(format, interest, budget).read(file.get(), at);
    if (file.get().hasMoved()) {
      return Optional.of(new News(List.of(), from, true));
    }
    if (chunk.position().offset() == at.offset()) {
      return Optional.empty();
    }
    return Optional.of(
        new News(chunk.requests(), from.withPrevious(Optional.of(chunk.position())), true));
  }

  /** Nobody writes to a file that was compressed or removed. */
  private Positions withoutDeadPrevious(Positions from) throws IOException {
    if (from.previous().isEmpty()) {
      return from;
    }
    Optional<LogFile> file = files.rotatedAt(from.previous().get());
    boolean alive = file.filter(each -> !each.compressed()).isPresent();
    return alive ? from : from.withPrevious(Optional.empty());
  }

  private News rotated(
      Positions from,
      Position at,
      Optional<LogFile> current,
      Interest interest,
      int budget,
      Instant now)
      throws IOException {
    List<LogFile> all = files.rotated();
    Optional<LogFile> old = LogFiles.at(at, all);
    if (old.isEmpty()) {
      return current.isEmpty()
          ? new News(List.of(), from, false) // Perhaps between two steps of a rotation.
          : new News(List.of(), replaced(from, at, current.get(), now), true);
    }
    Chunk chunk = new ChunkReader(format, interest, budget).read(old.get(), at);
    if (old.get().hasMoved()) {
      return new News(List.of(), from, true);
    }
    Position read = chunk.position().in(old.get().inode());
    Optional<LogFile> next =
        chunk.ended() ? after(old.get(), all, from, current) : Optional.empty();
    if (next.isEmpty()) {
      return new News(chunk.requests(), from.withCurrent(read), !chunk.ended());
    }
    Optional<Position> previous = old.get().compressed() ? Optional.empty() : Optional.of(read);
    Positions moved = new Positions(Optional.of(beginningOf(next.get(), now)), previous);
    return next.get().hasMoved()
        ? new News(List.of(), from, true)
        : new News(chunk.requests(), moved, true);
  }

  /** Where to go on when the log is another file, and the one before is nowhere. */
  private static Positions replaced(Positions from, Position at, LogFile current, Instant now)
      throws IOException {
    if (at.head().length() > 0 && current.continues(at)) {
      return from.withCurrent(at.in(current.inode()));
    }
    log.warn(
        "{} is another file now, and what was read to byte {} is under none of its rotated names:"
            + " lines after that were not seen",
        current.path(),
        at.offset());
    return Positions.at(
        current.hasLines() ? beginningOf(current, now) : Position.beforeTheFirst(now));
  }

  /** The file that was begun after this one; an empty one is waited for. */
  private Optional<LogFile> after(
      LogFile old, List<LogFile> all, Positions from, Optional<LogFile> current) {
    long late = from.previous().map(Position::inode).orElse(-1L);
    return all.stream()
        .skip(all.indexOf(old) + 1L)
        .filter(each -> each.hasLines() && each.inode() != late && files.isNumbered(each))
        .findFirst()
        .or(() -> current.filter(LogFile::hasLines));
  }
}

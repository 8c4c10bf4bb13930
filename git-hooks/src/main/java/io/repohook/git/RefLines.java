package io.repohook.git;

import io.repohook.git.ledger.Ledger;
import io.repohook.git.ledger.RefUpdate;
import io.repohook.spool.MalformedSpoolFileException;
import io.repohook.spool.SpoolFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The lines of spool files, each of the ref that really moved.
 *
 * <p>A symbolic ref is another name of a ref: {@code master} of {@code main}, say. A push to such a
 * name moves the ref that it stands for, so the line is read as one of that. What a name stands for
 * is looked up now, which is later than the push; so a name that the ledger knows as a ref of its
 * own is one, and so is one that a push created.
 */
final class RefLines {
  private final Optional<Ledger> known;
  private final Sight sight;

  /**
   * @param known the ledger before the lines; empty at the first sight of a repository
   */
  RefLines(Optional<Ledger> known, Sight sight) {
    this.known = known;
    this.sight = sight;
  }

  /** The lines as they were written. */
  static List<RefUpdate> written(SpoolFile file) throws MalformedSpoolFileException {
    return RefUpdate.lines(
        file.bytes(RefUpdate.RECORD)
            .orElseThrow(() -> new MalformedSpoolFileException("it has no record 'refs'")));
  }

  /** The lines of a file. */
  List<RefUpdate> of(SpoolFile file) throws MalformedSpoolFileException, IOException {
    List<RefUpdate> written = written(file);
    return switch (file.required(SpoolFile.SOURCE)) {
      case GitSource.PUSH -> followed(written, true);
      case GitSource.TRANSACTION -> followed(written, false);
      default -> written;
    };
  }

  /** The lines of a file; none where it has no such lines, as its own turn will tell. */
  List<RefUpdate> readable(SpoolFile file) throws IOException {
    try {
      return of(file);
    } catch (MalformedSpoolFileException e) {
      return List.of();
    }
  }

  /**
   * @param zerosTell whether zeros as the old id tell that there was no ref; else nobody asked
   */
  private List<RefUpdate> followed(List<RefUpdate> lines, boolean zerosTell) throws IOException {
    Set<String> refs = new HashSet<>();
    lines.forEach(line -> refs.add(line.ref()));
    List<RefUpdate> followed = new ArrayList<>();
    for (RefUpdate line : lines) {
      boolean isOwn =
          (zerosTell && line.isCreation())
              || known.flatMap(ledger -> ledger.at(line.ref())).isPresent();
      Optional<String> target = isOwn ? Optional.empty() : sight.target(line.ref());
      if (target.isEmpty()) {
        followed.add(line);
      } else if (refs.add(target.get())) { // Else the ref has its own line beside that of its name.
        followed.add(new RefUpdate(line.before(), line.after(), target.get()));
      }
    }
    return followed;
  }
}

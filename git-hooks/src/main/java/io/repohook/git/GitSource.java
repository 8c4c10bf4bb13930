package io.repohook.git;

import static java.util.stream.Collectors.partitioningBy;

import io.repohook.git.ledger.Baseline;
import io.repohook.git.ledger.FirstSight;
import io.repohook.git.ledger.Ledger;
import io.repohook.git.ledger.RefUpdate;
import io.repohook.git.push.Limits;
import io.repohook.intake.Answer;
import io.repohook.intake.Situation;
import io.repohook.intake.Source;
import io.repohook.spool.MalformedSpoolFileException;
import io.repohook.spool.SpoolFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.Repository;

/**
 * What the git hooks, their installer and reconcile spool: pushes, other changes of refs, the refs
 * that a repository had when the hook was installed, and refs that were found changed.
 */
public final class GitSource implements Source {
  /** A push, as git tells it to a post-receive hook. */
  public static final String PUSH = "git-push";

  /** Refs that changed by other means, as git tells it to a reference-transaction hook. */
  public static final String TRANSACTION = "git-ref-transaction";

  /** All refs of a repository at the time of its first installation. */
  public static final String BASELINE = "git-baseline";

  /** Refs that were found elsewhere than the ledger has them. */
  public static final String COMPARISON = "git-comparison";

  private final Supplier<Duration> grace;
  private final Supplier<Limits> limits;

  /**
   * A source.
   *
   * @param grace how long a report that does not join on to the ledger waits for the one in between
   * @param limits how much of a push is listed
   */
  public GitSource(Supplier<Duration> grace, Supplier<Limits> limits) {
    this.grace = grace;
    this.limits = limits;
  }

  @Override
  public Set<String> kinds() {
    return Set.of(PUSH, TRANSACTION, BASELINE, COMPARISON);
  }

  @Override
  public Answer take(SpoolFile file, Situation situation)
      throws MalformedSpoolFileException, IOException {
    String kind = file.required(SpoolFile.SOURCE);
    Optional<Ledger> known = Ledger.of(situation.state());
    if (kind.equals(BASELINE)) {
      // What a ledger knows came from pushes; a baseline that comes later knows less.
      return new Answer.Told(
          List.of(), known.isPresent() ? Map.of() : baseline(file, situation).changes());
    }
    try (Sight sight = Sight.of(path(situation), RefLines.written(file))) {
      RefLines reading = new RefLines(known, sight);
      List<RefUpdate> lines = reading.of(file);
      Ledger ledger = ledger(known, kind, file, reading, sight, situation).ordered(sight.dates());
      Report report =
          new Report(
              file,
              situation,
              sight,
              ledger,
              reading,
              new Patience(file, situation, grace.get()),
              limits.get());
      return switch (kind) {
        case TRANSACTION -> report.transaction(lines);
        case COMPARISON -> report.comparison(lines);
        default -> report.push(lines);
      };
    }
  }

  private static Path path(Situation situation) throws MalformedSpoolFileException {
    Path path = situation.path();
    if (path == null) {
      throw new MalformedSpoolFileException(
          "there is no git repository '" + situation.repository().name() + "'");
    }
    return path;
  }

  /** The ledger, begun anew at the first sight of a repository. */
  private static Ledger ledger(
      Optional<Ledger> known,
      String kind,
      SpoolFile file,
      RefLines reading,
      Sight sight,
      Situation situation)
      throws IOException {
    if (known.isPresent()) {
      Links links = new Links(known.get(), sight);
      // A comparison's lines are the ledger's own, and prove nothing.
      boolean proven = !kind.equals(COMPARISON) && links.anyJoins(reading.readable(file));
      if (proven || !links.isOtherRepository()) {
        return known.get();
      }
    }
    Optional<Repository> repository = sight.repository();
    if (repository.isEmpty()) {
      // It may be readable when the next push comes, which then begins the ledger.
      return Ledger.unknown(situation.state());
    }
    List<SpoolFile> files = new ArrayList<>(List.of(file));
    files.addAll(situation.waiting().files());
    return Ledger.beginning(
        FirstSight.of(repository.get(), reported(files, reading)),
        sight.dates(),
        situation.state(),
        situation.now());
  }

  private static Ledger baseline(SpoolFile file, Situation situation)
      throws MalformedSpoolFileException, IOException {
    Map<Boolean, List<SpoolFile>> later =
        situation.waiting().files().stream()
            .collect(partitioningBy(each -> each.writtenAt().isAfter(file.writtenAt())));
    Map<String, String> refs = Baseline.read(file);
    try (Sight sight = Sight.of(path(situation), List.of())) {
      RefLines reading = new RefLines(Optional.empty(), sight);
      return Ledger.beginning(
          FirstSight.before(
              refs, reported(files(later, false), reading), reported(files(later, true), reading)),
          sight.dates(),
          situation.state(),
          situation.now());
    }
  }

  private static List<SpoolFile> files(Map<Boolean, List<SpoolFile>> parts, boolean which) {
    return parts.getOrDefault(which, List.of());
  }

  /** What the hooks' files say was changed, and by that where it was before; oldest first. */
  private static List<RefUpdate> reported(List<SpoolFile> files, RefLines reading)
      throws IOException {
    List<RefUpdate> lines = new ArrayList<>();
    for (SpoolFile each : files) {
      Optional<String> kind = each.text(SpoolFile.SOURCE);
      if (kind.equals(Optional.of(PUSH))) {
        lines.addAll(reading.readable(each));
      } else if (kind.equals(Optional.of(TRANSACTION))) {
        // Zeros may stand for what nobody asked for, and then say nothing.
        reading.readable(each).stream().filter(line -> !line.isCreation()).forEach(lines::add);
      }
    }
    return lines;
  }
}

package io.repohook.git;

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
          List.of(),
          known.isPresent()
              ? Map.of()
              : beginning(FirstSight.putBack(Baseline.read(file), pushes(situation)), situation)
                  .changes());
    }
    List<RefUpdate> lines = lines(file);
    try (Sight sight = Sight.of(situation.path(), lines)) {
      Ledger ledger = ledger(known, kind, file, lines, sight, situation);
      Report report =
          new Report(
              file,
              situation,
              sight,
              ledger,
              new Patience(file, situation, grace.get()),
              limits.get());
      return switch (kind) {
        case TRANSACTION -> report.transaction(lines);
        case COMPARISON -> report.comparison(lines);
        default -> report.push(lines);
      };
    }
  }

  /** The ledger, begun anew at the first sight of a repository. */
  private static Ledger ledger(
      Optional<Ledger> known,
      String kind,
      SpoolFile file,
      List<RefUpdate> lines,
      Sight sight,
      Situation situation)
      throws IOException {
    if (known.isPresent()) {
      Links links = new Links(known.get(), sight);
      if (links.missing(lines).isEmpty() || !links.isOtherRepository()) {
        return known.get();
      }
    }
    Optional<Repository> repository = sight.repository();
    if (repository.isEmpty()) {
      // It may be readable when the next push comes, which then begins the ledger.
      return Ledger.unknown(situation.state());
    }
    List<SpoolFile> files = new ArrayList<>(kind.equals(PUSH) ? List.of(file) : List.of());
    files.addAll(pushes(situation));
    return beginning(FirstSight.of(repository.get(), files), situation);
  }

  private static Ledger beginning(Map<String, String> refs, Situation situation) {
    return Ledger.beginning(refs, situation.state(), situation.now());
  }

  private static List<SpoolFile> pushes(Situation situation) throws IOException {
    return situation.waiting().files().stream()
        .filter(each -> each.text(SpoolFile.SOURCE).equals(Optional.of(PUSH)))
        .toList();
  }

  static List<RefUpdate> lines(SpoolFile file) throws MalformedSpoolFileException {
    return RefUpdate.lines(
        file.bytes(RefUpdate.RECORD)
            .orElseThrow(() -> new MalformedSpoolFileException("it has no record 'refs'")));
  }
}

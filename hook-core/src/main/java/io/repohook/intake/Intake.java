package io.repohook.intake;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.repohook.event.Repository;
import io.repohook.outbox.Outbox;
import io.repohook.route.Located;
import io.repohook.route.RepositoryNames;
import io.repohook.route.Router;
import io.repohook.spool.MalformedSpoolFileException;
import io.repohook.spool.Spool;
import io.repohook.spool.SpoolEntry;
import io.repohook.spool.SpoolFile;
import io.repohook.spool.UnfinishedSpoolFileException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The step from spool to outbox for one file: asks its source what it means, routes the events,
 * commits everything in one transaction, and only then takes the file away.
 *
 * <p>A crash at any moment does no harm. Before the commit, the file is still there. After it, the
 * store knows the file's name, and the file only has to go.
 *
 * <p>Thread-safe, as long as one thread at a time works on a repository: see {@link IntakeLoop}.
 */
public final class Intake {
  private static final Logger log = LoggerFactory.getLogger(Intake.class);

  /** A hook writes its file in milliseconds; a torn one was left by a crash of the machine. */
  private static final Duration FINISHED_WITHIN = Duration.ofSeconds(60);

  /** How soon to look again at a file that only an administrator can help. */
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final Spool spool;
  private final Outbox outbox;
  private final Router router;
  private final Map<String, Source> sources;
  private final RepositoryLookup lookup;
  private final Trust trust;
  private final Queued queued;
  private final InstantSource clock;

  /**
   * @param names the repositories of the current configuration
   * @param acceptFrom accounts that may report for any repository
   */
  public Intake(
      Spool spool,
      Outbox outbox,
      Router router,
      List<Source> sources,
      Supplier<RepositoryNames> names,
      Supplier<Set<String>> acceptFrom,
      InstantSource clock) {
    this.spool = spool;
    this.outbox = outbox;
    this.router = router;
    this.sources =
        sources.stream()
            .flatMap(source -> source.kinds().stream().map(kind -> Map.entry(kind, source)))
            .collect(toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    this.lookup = new RepositoryLookup(names);
    this.trust =
        new Trust(
            (account, repository) ->
                acceptFrom.get().contains(account)
                    || router.acceptFrom(repository).contains(account),
            new Groups(clock),
            spool.folder());
    this.queued = new Queued(spool, trust, lookup);
    this.clock = clock;
  }

  /** What became of a file. */
  sealed interface Taken {
    /** It is gone from the spool. */
    record Done(int events) implements Taken {}

    /** It stays, and is looked at again then; the other files of the repository wait too. */
    record Held(Instant again, String because) implements Taken {}

    /** It stays, and is looked at again then, or when another file was taken in. */
    record Postponed(Instant again, String because) implements Taken {}

    /** It stays, and belongs to another queue than it was found in. */
    record Misplaced(Instant again, String because) implements Taken {}
  }

  /**
   * Which repository's queue a file belongs to; its own name when it tells none. Reads no more than
   * the file's beginning.
   *
   * @throws AccessDeniedException when this account may not read it, perhaps not yet
   */
  String queueOf(SpoolEntry entry) throws IOException {
    try {
      return spool.peek(entry).stream()
          .filter(each -> each.key().equals(SpoolFile.REPOSITORY))
          .findFirst()
          .map(each -> lookup.queue(each.text()))
          .orElse(entry.name());
    } catch (MalformedSpoolFileException e) {
      return entry.name();
    }
  }

  /**
   * Takes in one file.
   *
   * @param queue what {@link #queueOf} said of it
   * @param waiting all files of the queue that wait, this one included, oldest first
   * @param drained whether all others have been postponed
   * @throws IOException when the machine failed; nothing was lost, and it can be tried again
   */
  Taken take(SpoolEntry entry, String queue, List<SpoolEntry> waiting, boolean drained)
      throws IOException {
    Taken taken = takeOrHold(entry, queue, waiting, drained);
    if (taken instanceof Taken.Held) {
      Optional<String> objection = queued.objection(entry, queue);
      if (objection.isPresent()) {
        return quarantine(entry.name(), objection.get());
      }
    }
    return taken;
  }

  private Taken takeOrHold(
      SpoolEntry entry, String queue, List<SpoolEntry> waiting, boolean drained)
      throws IOException {
    if (outbox.holds(entry.name())) {
      spool.remove(entry.name());
      return new Taken.Done(0);
    }
    try {
      return take(spool.read(entry), entry, queue, waiting, drained);
    } catch (UnfinishedSpoolFileException e) {
      Instant patience = entry.writtenAt().plus(FINISHED_WITHIN);
      Instant now = clock.instant();
      // A time ahead of now is its owner's invention, and would have the others wait for ever.
      boolean ahead = entry.writtenAt().isAfter(now.plus(FINISHED_WITHIN));
      return !ahead && now.isBefore(patience)
          ? new Taken.Held(patience, e.reason())
          : quarantine(entry.name(), "it is not finished: " + e.reason());
    } catch (MalformedSpoolFileException e) {
      return quarantine(entry.name(), e.reason());
    } catch (AccessDeniedException e) {
      return new Taken.Held(
          clock.instant().plus(AGAIN),
          "this account may not read "
              + e.getFile()
              + "; the spool must belong to the service's account and group, with mode 3733, and"
              + " that account must be able to reach the repository");
    } catch (NoSuchFileException e) {
      if (spool.has(entry.name())) {
        throw e; // Something else is missing, and the file still waits.
      }
      return new Taken.Done(0); // Another process took it in.
    }
  }

  private Taken take(
      SpoolFile file, SpoolEntry entry, String queue, List<SpoolEntry> waiting, boolean drained)
      throws IOException, MalformedSpoolFileException {
    Source source = sources.get(file.required(SpoolFile.SOURCE));
    if (source == null) {
      return quarantine(
          file.name(), "this version knows no source '" + file.required(SpoolFile.SOURCE) + "'");
    }
    RepositoryLookup.Found found = lookup.find(file.required(SpoolFile.REPOSITORY));
    if (found instanceof RepositoryLookup.Found.Nowhere nowhere) {
      return new Taken.Held(clock.instant().plus(AGAIN), nowhere.because());
    }
    Located where = ((RepositoryLookup.Found.Here) found).where();
    if (!queue.equals(RepositoryLookup.queue(where))) {
      return queue.equals(entry.name()) && queue.equals(queueOf(entry))
          ? quarantine(file.name(), "its record 'repository' does not come among the first")
          : new Taken.Misplaced(clock.instant(), "its repository's path leads elsewhere now");
    }
    Repository repository = where.repository();
    Trust.Verdict verdict = trust.of(file.owner(), where);
    if (verdict instanceof Trust.Verdict.Refused refused) {
      return quarantine(file.name(), refused.because());
    }
    Standing standing = ((Trust.Verdict.Believed) verdict).standing();
    Situation situation =
        new Situation(
            repository,
            where.path(),
            standing,
            outbox.state(repository.name()),
            () -> queued.others(file, where, waiting),
            clock.instant(),
            drained,
            CommitInterest.of(router.subscriptions(repository.name())));
    Answer answer = source.take(file, situation);
    if (answer instanceof Answer.HoldUntil hold) {
      return new Taken.Postponed(hold.then(), hold.because());
    }
    if (answer instanceof Answer.Quarantine quarantine) {
      return quarantine(file.name(), quarantine.because());
    }
    Answer.Told told = (Answer.Told) answer;
    outbox.commit(
        router
            .route(
                file.name(),
                clock.instant(),
                repository.name(),
                told.events(),
                told.stateChanges(),
                told.audiences())
            .with(told.actors()));
    spool.remove(file.name());
    return new Taken.Done(told.events().size());
  }

  /** Puts a file aside, so that those after it need not wait. */
  Taken quarantine(String name, String because) throws IOException {
    // Names and paths in it are anybody's invention.
    String plain = Plain.line(because);
    log.warn("spool file {} goes to quarantine: {}", Plain.line(name), plain);
    spool.quarantine(name, plain);
    return new Taken.Done(0);
  }
}

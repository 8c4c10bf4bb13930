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
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
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
  private final Supplier<RepositoryNames> names;
  private final Trust trust;
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
    this.names = names;
    this.trust =
        new Trust(
            (account, repository) ->
                acceptFrom.get().contains(account)
                    || router.acceptFrom(repository).contains(account),
            new Groups(),
            spool.folder());
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
          .map(each -> queue(each.text()))
          .orElse(entry.name());
    } catch (MalformedSpoolFileException e) {
      return entry.name();
    }
  }

  /** However a repository is written, by a path or by its name, it has one queue. */
  private String queue(String repository) {
    try {
      if (isPath(repository)) {
        return RepositoryNames.resolved(Path.of(repository)).toString();
      }
      Path path = names.get().named(repository).map(Located::path).orElse(null);
      return path == null ? repository : path.toString();
    } catch (IOException | InvalidPathException e) {
      return repository;
    }
  }

  private static boolean isPath(String repository) {
    return repository.startsWith("/");
  }

  /**
   * Takes in one file.
   *
   * @param waiting all files of the repository that wait, this one included, oldest first
   * @param drained whether all others have been postponed
   * @throws IOException when the machine failed; nothing was lost, and it can be tried again
   */
  Taken take(SpoolEntry entry, List<SpoolEntry> waiting, boolean drained) throws IOException {
    if (outbox.holds(entry.name())) {
      spool.remove(entry.name());
      return new Taken.Done(0);
    }
    try {
      return take(spool.read(entry), waiting, drained);
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

  private Taken take(SpoolFile file, List<SpoolEntry> waiting, boolean drained)
      throws IOException, MalformedSpoolFileException {
    Source source = sources.get(file.required(SpoolFile.SOURCE));
    if (source == null) {
      return quarantine(
          file.name(), "this version knows no source '" + file.required(SpoolFile.SOURCE) + "'");
    }
    String written = file.required(SpoolFile.REPOSITORY);
    Found found = isPath(written) ? at(written) : named(written);
    if (found instanceof Found.Nowhere nowhere) {
      return new Taken.Held(clock.instant().plus(AGAIN), nowhere.because());
    }
    Located where = ((Found.Here) found).where();
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
            () -> others(file, waiting),
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

  /** Where the repository of a file is, or why it cannot be found yet. */
  private sealed interface Found {
    record Here(Located where) implements Found {}

    record Nowhere(String because) implements Found {}
  }

  private Found at(String written) throws IOException, MalformedSpoolFileException {
    // Once: who owns a link on the way could lead each look at it elsewhere.
    Path path;
    try {
      path = RepositoryNames.resolved(Path.of(written));
    } catch (InvalidPathException e) {
      throw new MalformedSpoolFileException("its repository is no path: " + e.getMessage());
    } catch (AccessDeniedException e) {
      throw e;
    } catch (FileSystemException e) {
      return new Found.Nowhere("its repository cannot be found: " + e.getReason());
    }
    Repository repository = names.get().atResolved(path).orElse(null);
    if (repository == null) {
      return new Found.Nowhere(
          path + " is below no root of repohook.yaml and in no file of repositories/");
    }
    Optional<Path> namesake = names.get().namesake(path);
    if (namesake.isPresent()) {
      // One name has one memory of refs: with two repositories in it, neither would be right.
      return new Found.Nowhere(
          "'%s' is the name of %s already; give %s one of its own by 'git:' in repositories/"
              .formatted(repository.name(), namesake.get(), path));
    }
    return new Found.Here(new Located(repository, path));
  }

  private Found named(String name) {
    return names
        .get()
        .named(name)
        .<Found>map(Found.Here::new)
        .orElseGet(
            () ->
                new Found.Nowhere(
                    "there is no repository '%s': neither a git repository nor repositories/%s.yaml"
                        .formatted(name, name)));
  }

  /** Puts a file aside, so that those after it need not wait. */
  Taken quarantine(String name, String because) throws IOException {
    log.warn("spool file {} goes to quarantine: {}", name, because);
    spool.quarantine(name, because);
    return new Taken.Done(0);
  }

  private List<SpoolFile> others(SpoolFile than, List<SpoolEntry> waiting) throws IOException {
    List<SpoolFile> files = new ArrayList<>();
    for (SpoolEntry entry : waiting) {
      try {
        if (!entry.name().equals(than.name())) {
          files.add(spool.read(entry));
        }
      } catch (NoSuchFileException | MalformedSpoolFileException e) {
        // Its own turn will tell.
      }
    }
    return files;
  }
}

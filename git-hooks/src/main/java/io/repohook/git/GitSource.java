package io.repohook.git;

import io.repohook.event.Event;
import io.repohook.event.EventData;
import io.repohook.event.EventId;
import io.repohook.git.ledger.Baseline;
import io.repohook.git.ledger.FirstSight;
import io.repohook.git.ledger.Ledger;
import io.repohook.git.ledger.RefUpdate;
import io.repohook.git.push.Circumstances;
import io.repohook.git.push.PushReader;
import io.repohook.git.push.UnreadablePush;
import io.repohook.intake.Answer;
import io.repohook.intake.Situation;
import io.repohook.intake.Source;
import io.repohook.spool.MalformedSpoolFileException;
import io.repohook.spool.SpoolFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * What the git hook and its installer spool: pushes, and the refs that a repository had when the
 * hook was installed.
 */
public final class GitSource implements Source {
  /** A push, as git tells it to a post-receive hook. */
  public static final String PUSH = "git-push";

  /** All refs of a repository at the time of its first installation. */
  public static final String BASELINE = "git-baseline";

  @Override
  public Set<String> kinds() {
    return Set.of(PUSH, BASELINE);
  }

  @Override
  public Answer take(SpoolFile file, Situation situation)
      throws MalformedSpoolFileException, IOException {
    Optional<Ledger> known = Ledger.of(situation.state());
    if (file.required(SpoolFile.SOURCE).equals(BASELINE)) {
      // What a ledger knows came from pushes; a baseline that comes later knows less.
      return new Answer.Told(
          List.of(), known.isPresent() ? Map.of() : Baseline.read(file).changes(List.of()));
    }
    List<RefUpdate> push = RefUpdate.lines(required(file));
    Pusher pusher = new Pusher(file);
    Circumstances circumstances =
        new Circumstances(file.texts("option"), pusher.certificate(), false);
    try (Repository repository = open(situation, push)) {
      Ledger ledger =
          known.isPresent() ? known.get() : FirstSight.of(repository, files(file, situation));
      List<EventData> told = new PushReader(repository, ledger, circumstances).read(push);
      return new Answer.Told(events(file, situation, pusher, told), ledger.changes(push));
    } catch (UnreadableRepositoryException e) {
      List<EventData> told = new UnreadablePush(circumstances, e.because()).read(push);
      // The refs have moved all the same: the next push begins where this one ended.
      return new Answer.Told(
          events(file, situation, pusher, told),
          known.map(ledger -> ledger.changes(push)).orElse(Map.of()));
    }
  }

  private static byte[] required(SpoolFile file) throws MalformedSpoolFileException {
    return file.bytes(RefUpdate.RECORD)
        .orElseThrow(() -> new MalformedSpoolFileException("it has no record 'refs'"));
  }

  private static List<SpoolFile> files(SpoolFile first, Situation situation) throws IOException {
    List<SpoolFile> files = new ArrayList<>(List.of(first));
    situation.waiting().files().stream()
        .filter(each -> each.text(SpoolFile.SOURCE).equals(Optional.of(PUSH)))
        .forEach(files::add);
    return files;
  }

  private static Repository open(Situation situation, List<RefUpdate> push)
      throws UnreadableRepositoryException {
    if (push.stream().anyMatch(RefUpdate::isSha256)) {
      // JGit opens such a repository, and then misreads it.
      throw new UnreadableRepositoryException("commits of a SHA-256 repository cannot be read");
    }
    try {
      return new FileRepositoryBuilder()
          .setGitDir(situation.path().toFile())
          .setMustExist(true)
          .build();
    } catch (RepositoryNotFoundException e) {
      throw new UnreadableRepositoryException(
          "there is no git repository at " + situation.path() + " that this account can read");
    } catch (IOException | IllegalArgumentException e) {
      throw new UnreadableRepositoryException("the repository cannot be read: " + e.getMessage());
    }
  }

  private static List<Event> events(
      SpoolFile file, Situation situation, Pusher pusher, List<EventData> told) {
    List<Event> events = new ArrayList<>();
    for (EventData each : told) {
      events.add(
          new Event(
              EventId.event(file.name(), String.valueOf(events.size()), each.subject()),
              file.writtenAt(),
              situation.repository(),
              pusher.actor(),
              each));
    }
    return events;
  }
}

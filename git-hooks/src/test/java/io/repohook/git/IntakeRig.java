package io.repohook.git;

import io.repohook.config.ConfigLoader;
import io.repohook.config.ConfigTree;
import io.repohook.event.Event;
import io.repohook.event.Push;
import io.repohook.intake.Answer;
import io.repohook.intake.Intake;
import io.repohook.intake.IntakeLoop;
import io.repohook.intake.Situation;
import io.repohook.intake.Source;
import io.repohook.outbox.Query;
import io.repohook.outbox.RecordedEvent;
import io.repohook.outbox.Store;
import io.repohook.outbox.sqlite.SqliteStore;
import io.repohook.route.RepositoryNames;
import io.repohook.route.Router;
import io.repohook.route.Routes;
import io.repohook.spool.MalformedSpoolFileException;
import io.repohook.spool.Spool;
import io.repohook.spool.SpoolFile;
import io.repohook.spool.SpoolRecord;
import io.repohook.spool.SpoolWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The real intake on a spool and a store of its own, at a time that the test sets. */
final class IntakeRig implements AutoCloseable {
  static final Duration GRACE = Duration.ofSeconds(60);

  final Path spool;
  final Store store;
  Instant now = GitFixture.NOW;

  private final Path server;
  private final IntakeLoop loop;
  private int files;
  private final List<Event> told = new ArrayList<>();

  IntakeRig(Path folder, Path server) throws IOException {
    this.server = server.toRealPath();
    Path config = Files.createDirectories(folder.resolve("config"));
    Files.writeString(config.resolve("repohook.yaml"), "");
    ConfigTree tree = ConfigLoader.load(config, Map.of());
    RepositoryNames names = RepositoryNames.read(tree, List.of(this.server.getParent()));
    Routes routes = Routes.read(tree, List.of(), names);
    Spool ours = Spool.create(folder.resolve("spool"));
    spool = ours.folder();
    store = SqliteStore.open(folder.resolve("store.db"));
    Intake intake =
        new Intake(
            ours,
            store.outbox(),
            new Router(() -> routes, Set::of),
            List.of(new Listening()),
            () -> names,
            Set::of,
            () -> now);
    loop = new IntakeLoop(ours, intake, folder.resolve("locks"), () -> now, () -> {}, () -> {});
  }

  /** The git source, whose answers are noted. */
  private final class Listening implements Source {
    private final GitSource git = new GitSource(() -> GRACE, () -> TakenIn.LIMITS);

    @Override
    public Set<String> kinds() {
      return git.kinds();
    }

    @Override
    public Answer take(SpoolFile file, Situation situation)
        throws MalformedSpoolFileException, IOException {
      Answer answer = git.take(file, situation);
      if (answer instanceof Answer.Told news) {
        told.addAll(news.events());
      }
      return answer;
    }
  }

  /** Spools a report of these lines, finished at about that time and after those before. */
  void spool(String source, Instant at, byte[] lines, SpoolRecord... more) throws IOException {
    List<SpoolRecord> records = new ArrayList<>();
    records.add(SpoolRecord.of(SpoolFile.SOURCE, source));
    records.add(SpoolRecord.of(SpoolFile.REPOSITORY, server.toString()));
    records.addAll(List.of(more));
    records.add(new SpoolRecord("refs", lines));
    String name = new SpoolWriter(spool).write(records);
    Files.setLastModifiedTime(spool.resolve(name), FileTime.from(at.plusMillis(++files)));
  }

  /** Spools a push of these lines by that account, finished now. */
  void push(String pusher, String... lines) throws IOException {
    spool(
        GitSource.PUSH,
        now,
        GitFixture.text(lines),
        SpoolRecord.of("env.REMOTE_USER", pusher),
        SpoolRecord.of("env.REMOTE_ADDR", "192.0.2.7"));
  }

  /** Takes in what can be taken in; the events that this told, in their order. */
  List<Event> takeIn() throws IOException {
    told.clear();
    loop.scan();
    loop.await();
    return List.copyOf(told);
  }

  /** Takes in what can be taken in once the grace time is over for all that waits. */
  List<Event> takeInLater() throws IOException {
    now = now.plus(GRACE).plusSeconds(1);
    return takeIn();
  }

  /** What each event says of a branch or tag, short: {@code updated main 2 new=1}. */
  static List<String> words(List<Event> events) {
    return events.stream().map(IntakeRig::words).toList();
  }

  private static String words(Event event) {
    if (event.data() instanceof Push push) {
      return push.change().wireName()
          + " "
          + push.ref().replace("refs/heads/", "")
          + " "
          + push.addedCommits()
          + " new="
          + push.newCommits()
          + (push.reconciled() ? " reconciled" : "");
    }
    return event.type() + " " + event.data().subject();
  }

  List<String> waiting() {
    return List.copyOf(loop.held().values());
  }

  /** How many files are still in the spool. */
  int spooled() throws IOException {
    return new Spool(spool).ready(now).size();
  }

  /** The ledger as lines {@code <ref> <id>}, sorted. */
  List<String> ledger() {
    return TakenIn.ledger(store.outbox().state("server"));
  }

  List<RecordedEvent> history() {
    return store.history().events(Query.all(999));
  }

  @Override
  public void close() throws IOException {
    loop.close();
    store.close();
  }
}

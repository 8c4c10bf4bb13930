package io.repohook.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.config.ConfigLoader;
import io.repohook.config.ConfigTree;
import io.repohook.event.Actor;
import io.repohook.event.Change;
import io.repohook.event.Event;
import io.repohook.event.EventId;
import io.repohook.event.Push;
import io.repohook.outbox.Query;
import io.repohook.outbox.RecordedEvent;
import io.repohook.outbox.Store;
import io.repohook.outbox.sqlite.SqliteStore;
import io.repohook.route.RepositoryNames;
import io.repohook.route.Router;
import io.repohook.route.Routes;
import io.repohook.spool.Spool;
import io.repohook.spool.SpoolEntry;
import io.repohook.spool.SpoolFile;
import io.repohook.spool.SpoolRecord;
import io.repohook.spool.SpoolWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeLoopTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir Path folder;
  private Store store;
  private Spool spool;
  private Intake intake;
  private IntakeLoop loop;
  private volatile Instant now = NOON;
  private volatile List<Path> roots;
  private int written;

  // What the source of this test does.
  private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
  private final CountDownLatch slow = new CountDownLatch(1);
  private final List<List<String>> waiting = new CopyOnWriteArrayList<>();
  private volatile boolean broken;

  @BeforeEach
  void wire() throws IOException {
    Path config = Files.createDirectory(folder.resolve("config"));
    Files.writeString(config.resolve("repohook.yaml"), "");
    Files.createDirectories(folder.resolve("git/fast.git"));
    Files.createDirectories(folder.resolve("git/slow.git"));
    roots = List.of(folder.resolve("git"));
    ConfigTree tree = ConfigLoader.load(config, Map.of());
    Routes routes = Routes.read(tree, List.of(), RepositoryNames.read(tree, List.of()));
    store = SqliteStore.open(folder.resolve("test.db"));
    spool = Spool.create(folder.resolve("spool"));
    intake =
        new Intake(
            spool,
            store.outbox(),
            new Router(() -> routes, Set::of),
            List.of(new LineSource()),
            () -> RepositoryNames.read(tree, roots),
            Set::of,
            () -> now);
    loop = new IntakeLoop(spool, intake, folder.resolve("locks"), () -> now, () -> {}, () -> {});
  }

  @AfterEach
  void close() throws IOException {
    slow.countDown();
    loop.close();
    store.close();
  }

  /** A source whose file holds one line; some lines have it wait, fail or refuse. */
  private final class LineSource implements Source {
    @Override
    public Set<String> kinds() {
      return Set.of("line");
    }

    private static String line(SpoolFile file) {
      return file.text("line").orElse("");
    }

    @Override
    public Answer take(SpoolFile file, Situation situation) throws IOException {
      String line = line(file);
      asked.add(line);
      if (broken) {
        throw new IOException("a test");
      }
      if (line.equals("fault")) {
        throw new IllegalStateException("a fault of ours");
      }
      if (line.equals("slow")) {
        await(slow);
      }
      if (line.equals("second") && situation.state().get("first").isEmpty()) {
        waiting.add(situation.waiting().files().stream().map(LineSource::line).toList());
        if (!situation.drained() || now.isBefore(NOON.plusSeconds(60))) {
          return new Answer.HoldUntil(NOON.plusSeconds(60), "the first is missing");
        }
      }
      Push push =
          new Push(
              line,
              Change.UPDATED,
              "a",
              "b",
              List.of(),
              0,
              0,
              0,
              false,
              null,
              List.of(),
              null,
              false);
      Event event =
          new Event(EventId.event(file.name()), now, situation.repository(), Actor.UNKNOWN, push);
      return new Answer.Told(List.of(event), Map.of(line, Optional.of("seen")));
    }
  }

  private String write(String repository, String line) throws IOException {
    return write(folder.resolve("git/" + repository), "line", line);
  }

  private String write(Path repository, String source, String line) throws IOException {
    String name =
        new SpoolWriter(spool.folder())
            .write(
                List.of(
                    SpoolRecord.of("source", source),
                    SpoolRecord.of("repository", repository.toString()),
                    SpoolRecord.of("line", line)));
    Files.setLastModifiedTime(
        spool.folder().resolve(name), FileTime.from(NOON.plusMillis(written++)));
    return name;
  }

  private String writeUnchecked(String repository, String line) {
    try {
      return write(repository, line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void scan() throws IOException {
    loop.scan();
    loop.await();
  }

  /** Looks again and again: a queue that has just told of its last file may not be at rest yet. */
  private void scanUntilAsked(String line) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    do {
      assertThat(System.nanoTime()).as("'%s' is asked for in time", line).isLessThan(deadline);
      loop.scan();
    } while (!line.equals(asked.poll(10, TimeUnit.MILLISECONDS)));
  }

  private List<String> told() {
    return store.history().events(Query.all(99)).stream().map(RecordedEvent::subject).toList();
  }

  @Test
  void filesOfARepositoryAreTakenInOrderAndGo() throws Exception {
    write("fast.git", "one");
    write("fast.git", "two");
    write("fast.git", "three");

    scan();

    assertThat(told()).containsExactly("three", "two", "one");
    assertThat(spool.ready(now)).isEmpty();
    assertThat(store.outbox().state("fast").all()).containsOnlyKeys("one", "two", "three");
  }

  @Test
  void fileThatComesBackIsNoSecondEvent() throws Exception {
    String name = write("fast.git", "one");
    byte[] bytes = Files.readAllBytes(spool.folder().resolve(name));
    scan();
    Files.write(spool.folder().resolve(name), bytes); // Killed before it could remove it.

    scan();

    assertThat(told()).containsExactly("one");
    assertThat(asked).containsExactly("one");
    assertThat(spool.ready(now)).isEmpty();
  }

  @Test
  void unknownRepositoryIsHeldAndTakenOnceItIsKnown() throws Exception {
    roots = List.of();
    write("fast.git", "one");
    scan();

    assertThat(told()).isEmpty();
    assertThat(loop.held().values()).singleElement().asString().contains("below no root");
    roots = List.of(folder.resolve("git"));
    now = now.plusSeconds(5);
    scan();
    assertThat(told()).containsExactly("one");
    assertThat(loop.held()).isEmpty();
  }

  @Test
  void whatIsFoundIsTakenAsConfiguredAfterTheLook() throws Exception {
    roots = List.of();
    write("fast.git", "found");
    List<String> late = new ArrayList<>();
    Runnable looked =
        () -> {
          roots = List.of(folder.resolve("git"));
          late.add(writeUnchecked("fast.git", "late"));
        };
    try (IntakeLoop fresh =
        new IntakeLoop(spool, intake, folder.resolve("locks"), () -> now, looked, () -> {})) {
      fresh.scan();
      fresh.await();
    }

    assertThat(told()).containsExactly("found");
    assertThat(spool.ready(now)).extracting(SpoolEntry::name).isEqualTo(late);
  }

  @Test
  void repositoryMayBeNamedAndHasTheSameQueueAsByItsPath() throws Exception {
    Files.createFile(folder.resolve("git/fast.git/HEAD"));
    write("fast.git", "by path");
    write(Path.of("fast"), "line", "by name");
    write("fast.git", "by path again");
    write(Path.of("unknown"), "line", "by a name that nothing has");
    write(Path.of("../git/fast"), "line", "by what is no name");
    scan();

    assertThat(told()).containsExactly("by path again", "by name", "by path");
    assertThat(loop.held().values())
        .hasSize(2)
        .allSatisfy(reason -> assertThat(reason).contains("there is no repository"));
  }

  @Test
  void repositoryWhoseNameAnotherHasIsHeldNamingBoth() throws Exception {
    Path first = folder.resolve("git/fast.git");
    Files.createFile(first.resolve("HEAD"));
    Path second = Files.createDirectories(folder.resolve("more/fast.git"));
    roots = List.of(folder.resolve("git"), folder.resolve("more"));
    write("fast.git", "first");
    write(second, "line", "second");
    scan();

    assertThat(told()).containsExactly("first");
    assertThat(loop.held().values())
        .singleElement()
        .asString()
        .contains("'fast'", first.toRealPath().toString(), second.toString());
  }

  @Test
  void heldRepositoryGoesOnWhenAnotherFileComes() throws Exception {
    write("fast.git", "second");
    scan();
    assertThat(told()).isEmpty();
    assertThat(loop.nextLook()).contains(NOON.plusSeconds(60));
    scan();
    assertThat(asked).as("once as it is, once alone").containsExactly("second", "second");

    write("fast.git", "first");
    scan();

    assertThat(told()).containsExactlyInAnyOrder("first", "second");
  }

  @Test
  void postponedFileLetsTheOthersPassAndComesRightAfterTheOneItWaitedFor() throws Exception {
    write("fast.git", "second");
    write("fast.git", "other");
    write("fast.git", "first");
    scan();

    assertThat(told()).containsExactly("second", "first", "other");
    assertThat(waiting).containsExactly(List.of("other", "first"));
    assertThat(loop.held()).isEmpty();
  }

  @Test
  void postponedFileIsTakenOnceNothingElseCanHelp() throws Exception {
    write("fast.git", "second");
    scan();
    now = NOON.plusSeconds(60);
    write("fast.git", "other");
    scan();

    assertThat(told()).containsExactly("second", "other");
  }

  @Test
  void slowRepositoryDoesNotDelayAnother() throws Exception {
    write("slow.git", "slow");
    write("fast.git", "one");
    loop.scan();
    assertThat(asked.poll(30, TimeUnit.SECONDS)).isNotNull();
    assertThat(asked.poll(30, TimeUnit.SECONDS)).isNotNull();
    write("fast.git", "two");
    scanUntilAsked("two");
    slow.countDown();
    loop.await();

    assertThat(told()).containsExactlyInAnyOrder("slow", "one", "two");
  }

  @Test
  void whatCameWhileItsRepositoryWasBusyIsTakenRightAfter() throws Exception {
    write("slow.git", "slow");
    loop.scan();
    assertThat(asked.poll(30, TimeUnit.SECONDS)).isEqualTo("slow");
    write("slow.git", "two");
    loop.scan();

    slow.countDown();
    loop.await();

    assertThat(told()).as("without another look").containsExactly("two", "slow");
  }

  @Test
  void oneIntakeAtATimeWorksOnARepositoryByWhateverPath() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("git"));
    write("slow.git", "slow");
    loop.scan();
    assertThat(asked.poll(30, TimeUnit.SECONDS)).isEqualTo("slow");
    try (IntakeLoop other =
        new IntakeLoop(spool, intake, folder.resolve("locks"), () -> now, () -> {}, () -> {})) {
      write(link.resolve("slow.git"), "line", "two");
      other.scan();
      other.await();
      assertThat(other.metOthers()).as("who goes now may leave it behind").isTrue();
      loop.scan();
      assertThat(asked).isEmpty();
      slow.countDown();
      loop.await();
      scan();
      assertThat(loop.metOthers()).isFalse();
    }

    assertThat(told()).containsExactly("two", "slow");
  }

  @Test
  void failureKeepsTheFileAndIsTriedAgain() throws Exception {
    broken = true;
    write("fast.git", "one");
    scan();
    assertThat(spool.ready(now)).hasSize(1);

    broken = false;
    now = now.plusSeconds(1);
    scan();

    assertThat(told()).containsExactly("one");
  }

  @Test
  void malformedFilesGoAsideAndTheNextIsTaken() throws Exception {
    Files.writeString(spool.folder().resolve("garbage.event"), "garbage, and more of it");
    Files.createDirectory(spool.folder().resolve("folder.event"));
    write(folder.resolve("git/fast.git"), "no-such-source", "one");
    write("fast.git", "good");

    scan();

    assertThat(told()).containsExactly("good");
    assertThat(spool.quarantined()).isEqualTo(3);
    assertThat(spool.folder().resolve("quarantine/garbage.event.reason"))
        .content()
        .contains("first line");
  }

  @Test
  void fileOfAnAccountThatMayNotPushGoesAsideWithTheReason() throws Exception {
    Path repository = folder.resolve("git/fast.git");
    boolean root = Files.getOwner(folder).getName().equals("root");
    if (!root) {
      repository = Path.of("/usr/bin"); // Root's, wherever the tests run.
      roots = List.of(Path.of("/usr"));
    }
    String refused = write(repository, "line", "refused");
    if (root) {
      UserPrincipal nobody =
          folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
      Files.setOwner(spool.folder().resolve(refused), nobody);
      write("fast.git", "good");
    }

    scan();

    assertThat(asked).as("the source is not asked").doesNotContain("refused");
    assertThat(told()).hasSize(root ? 1 : 0);
    assertThat(spool.ready(now)).isEmpty();
    assertThat(spool.folder().resolve("quarantine/" + refused)).exists();
    assertThat(spool.folder().resolve("quarantine/" + refused + ".reason"))
        .content()
        .contains("may not push to " + repository, "accept_from");
  }

  @Test
  void unfinishedFileGoesAsideAfterAMinute() throws Exception {
    Path file = spool.folder().resolve("torn.event");
    Files.writeString(file, "repohook-spool 1\nsource 4 li");
    Files.setLastModifiedTime(file, FileTime.from(NOON));
    now = NOON.plusSeconds(59);
    scan();
    assertThat(spool.quarantined()).isZero();

    now = NOON.plusSeconds(60);
    scan();

    assertThat(spool.quarantined()).isEqualTo(1);
  }

  @Test
  void unfinishedFileFromTheFutureHoldsUpNobody() throws Exception {
    Path file = spool.folder().resolve("torn.event");
    Files.writeString(file, "repohook-spool 1\nsource 4 li");
    Files.setLastModifiedTime(file, FileTime.from(NOON.plusSeconds(1 << 30)));

    scan();

    assertThat(spool.quarantined()).isEqualTo(1);
  }

  @Test
  void fileThatFailsByOurFaultGoesAsideAtTheFifthTimeAndTheNextIsTaken() throws Exception {
    String name = write("fast.git", "fault");
    write("fast.git", "good");
    for (int i = 1; i < 5; i++) {
      scan();
      assertThat(spool.quarantined()).as("after %s", i).isZero();
      now = now.plusSeconds(1);
    }

    scan();

    assertThat(told()).containsExactly("good");
    assertThat(spool.folder().resolve("quarantine/" + name + ".reason"))
        .content()
        .contains("failed 5 times", "a fault of ours", "move it back");
  }

  @Test
  void moreQueuesThanOneLookStartsAreTakenInByTheNext() throws Exception {
    for (int i = 0; i < 1_002; i++) {
      Files.writeString(spool.folder().resolve(i + ".event"), "garbage, and more of it");
    }

    scan();
    scan();
    scan();

    assertThat(spool.ready(now)).isEmpty();
    assertThat(spool.quarantined()).isEqualTo(1_002);
  }

  @Test
  void pathThatCannotBeResolvedIsNoRepository() throws Exception {
    Path circle = folder.resolve("circle");
    Files.createSymbolicLink(circle, circle);
    write(circle.resolve("../git/fast.git"), "line", "forged");

    scan();

    assertThat(asked).isEmpty();
    assertThat(loop.held().values()).singleElement().asString().contains("cannot be found");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

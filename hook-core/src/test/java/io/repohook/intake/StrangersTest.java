package io.repohook.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.repohook.config.ConfigLoader;
import io.repohook.config.ConfigTree;
import io.repohook.outbox.Store;
import io.repohook.outbox.sqlite.SqliteStore;
import io.repohook.route.RepositoryNames;
import io.repohook.route.Router;
import io.repohook.route.Routes;
import io.repohook.spool.Spool;
import io.repohook.spool.SpoolEntry;
import io.repohook.spool.SpoolFile;
import io.repohook.spool.SpoolFormat;
import io.repohook.spool.SpoolRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An account that may add files to the spool, but not push: what it puts into the queue of
 * another's repository delays nobody and says nothing.
 */
class StrangersTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir Path folder;
  private Path ocean;
  private Store store;
  private Spool spool;
  private Intake intake;
  private IntakeLoop loop;
  private UserPrincipal stranger;
  private Instant now = NOON;

  private final List<String> taken = new ArrayList<>();
  private final List<String> waited = new ArrayList<>();

  @BeforeEach
  void wire() throws IOException {
    assumeTrue(Files.getOwner(folder).getName().equals("root"), "only root gives files away");
    stranger =
        folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
    ocean = Files.createDirectories(folder.resolve("git/ocean.git")).toRealPath();
    Path config = Files.createDirectory(folder.resolve("config"));
    Files.writeString(config.resolve("repohook.yaml"), "");
    ConfigTree tree = ConfigLoader.load(config, Map.of());
    RepositoryNames names = RepositoryNames.read(tree, List.of(folder.resolve("git")));
    Routes routes = Routes.read(tree, List.of(), names);
    store = SqliteStore.open(folder.resolve("test.db"));
    spool = Spool.create(folder.resolve("spool"));
    intake =
        new Intake(
            spool,
            store.outbox(),
            new Router(() -> routes, Set::of),
            List.of(new NotingSource()),
            () -> names,
            Set::of,
            () -> now);
    loop = new IntakeLoop(spool, intake, folder.resolve("locks"), () -> now, () -> {}, () -> {});
  }

  @AfterEach
  void close() throws IOException {
    if (store != null) {
      loop.close();
      store.close();
    }
  }

  /** Notes what it is asked to take in, and what then waits beside it. */
  private final class NotingSource implements Source {
    @Override
    public Set<String> kinds() {
      return Set.of("note");
    }

    @Override
    public Answer take(SpoolFile file, Situation situation) throws IOException {
      taken.add(file.name());
      situation.waiting().files().forEach(each -> waited.add(each.name()));
      return new Answer.Told(List.of(), Map.of());
    }
  }

  @Test
  void whatIsNotFinishedKeepsNobodyWaiting() throws IOException {
    byte[] whole = bytes(ocean);
    put("torn.event", Arrays.copyOf(whole, whole.length - 1), 0, stranger);
    put("good.event", bytes(ocean), 1, null);

    scan();

    assertThat(taken).containsExactly("good.event");
    assertThat(reason("torn.event")).contains("account 'nobody' wrote it, but may not push to");
    assertThat(loop.held()).isEmpty();
  }

  @Test
  void whatTheRepositorysOwnAccountHasNotFinishedIsWaitedFor() throws IOException {
    byte[] whole = bytes(ocean);
    put("torn.event", Arrays.copyOf(whole, whole.length - 1), 0, null);
    put("good.event", bytes(ocean), 1, null);

    scan();

    assertThat(taken).isEmpty();
    assertThat(loop.held()).containsOnlyKeys(ocean.toString());
  }

  @Test
  void sourceDoesNotSeeItAmongWhatWaits() throws IOException {
    put("one.event", bytes(ocean), 0, null);
    put("forged.event", bytes(ocean), 1, stranger);
    put("two.event", bytes(ocean), 2, null);

    scan();

    assertThat(taken).containsExactly("one.event", "two.event");
    assertThat(waited).containsExactly("two.event");
  }

  @Test
  void linkThatLedIntoTheQueueAndLeadsElsewhereNowKeepsNobodyWaiting() throws Exception {
    Path link = folder.resolve("link");
    put("forged.event", bytes(link), 0, stranger);
    SpoolEntry forged = spool.ready(now).get(0);
    for (Path elsewhere : List.of(link, folder.resolve("spool"))) {
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, elsewhere);
      put("forged.event", bytes(link), 0, stranger);

      assertThat(intake.take(forged, ocean.toString(), List.of(forged), false))
          .as("a link to %s", elsewhere)
          .isNotInstanceOf(Intake.Taken.Held.class);
    }
    assertThat(taken).isEmpty();
  }

  @Test
  void fileInAnotherRepositorysQueueIsLeftToItsOwn() throws IOException {
    put("good.event", bytes(ocean), 0, null);
    SpoolEntry entry = spool.ready(now).get(0);

    assertThat(intake.take(entry, folder.resolve("git/lake.git").toString(), List.of(entry), false))
        .isInstanceOf(Intake.Taken.Misplaced.class);
    assertThat(taken).isEmpty();

    scan();
    assertThat(taken).containsExactly("good.event");
  }

  @Test
  void fileThatNamesItsRepositoryTooLateGoesAside() throws IOException {
    byte[] late =
        SpoolFormat.write(
            List.of(
                SpoolRecord.of(SpoolFile.SOURCE, "note"),
                new SpoolRecord("more", new byte[17 << 10]),
                SpoolRecord.of(SpoolFile.REPOSITORY, ocean.toString())));
    put("late.event", late, 0, null);

    scan();

    assertThat(taken).isEmpty();
    assertThat(reason("late.event")).contains("'repository' does not come among the first");
  }

  @Test
  void folderInsideARepositoryIsNoRepositoryOfItsOwner() throws IOException {
    Files.createFile(ocean.resolve("HEAD"));
    Files.createDirectory(ocean.resolve("objects"));
    Path inside = Files.createDirectories(ocean.resolve("refs/heads/topic"));
    Files.setOwner(inside, stranger);
    put("forged.event", bytes(inside), 0, stranger);

    scan();

    assertThat(taken).isEmpty();
    assertThat(reason("forged.event")).contains(inside + " lies inside the repository " + ocean);
  }

  @Test
  void itsWordsComeAsOneLineThatNoTerminalObeys() throws IOException {
    put("forged.event", bytes(Path.of(ocean + "\nWARN all is well \u001b[2J")), 0, stranger);

    scan();

    assertThat(reason("forged.event"))
        .hasLineCount(1)
        .contains("/ocean.git WARN all is well  [2J any more");
    assertThat(reason("forged.event").strip()).doesNotContainPattern("\\p{Cntrl}");
  }

  private static byte[] bytes(Path repository) {
    return SpoolFormat.write(
        List.of(
            SpoolRecord.of(SpoolFile.SOURCE, "note"),
            SpoolRecord.of(SpoolFile.REPOSITORY, repository.toString())));
  }

  private void put(String name, byte[] bytes, int seconds, @Nullable UserPrincipal owner)
      throws IOException {
    Path file = spool.folder().resolve(name);
    Files.write(file, bytes);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Files.setLastModifiedTime(file, FileTime.from(NOON.plusSeconds(seconds)));
    if (owner != null) {
      Files.setOwner(file, owner);
    }
  }

  private void scan() throws IOException {
    loop.scan();
    loop.await();
  }

  private String reason(String name) throws IOException {
    return Files.readString(spool.folder().resolve("quarantine").resolve(name + ".reason"));
  }
}

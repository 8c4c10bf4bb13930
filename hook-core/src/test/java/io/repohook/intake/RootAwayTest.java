package io.repohook.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.config.ConfigLoader;
import io.repohook.config.ConfigTree;
import io.repohook.outbox.Store;
import io.repohook.outbox.sqlite.SqliteStore;
import io.repohook.route.RepositoryNames;
import io.repohook.route.Router;
import io.repohook.route.Routes;
import io.repohook.spool.Spool;
import io.repohook.spool.SpoolFile;
import io.repohook.spool.SpoolRecord;
import io.repohook.spool.SpoolWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A machine that has come up without the disk of its repositories, and pushes from before. */
class RootAwayTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir Path temporary;
  private Path folder;
  private Path disk;
  private UserPrincipal pusher;
  private Store store;
  private Spool spool;
  private Instant now = NOON.plusSeconds(60);
  private int pushed;
  private final List<String> taken = new ArrayList<>();

  /** How the disk is missing, and how the configuration names what is on it. */
  enum Away {
    NO_FOLDER("root", "/root is not there; what its"),
    MOUNT_POINT("root", "/root has nothing in it; what its"),
    LINK_TO_NOWHERE("link", "is below no root"),
    NAMED_BY_PATH("", "/root is not there; what its");

    private final String root;
    private final String told;

    Away(String root, String told) {
      this.root = root;
      this.told = told;
    }
  }

  @BeforeEach
  void makeRepository() throws IOException {
    folder = temporary.toRealPath();
    disk = Files.createDirectory(folder.resolve("root"));
    Files.createSymbolicLink(folder.resolve("link"), disk);
    Path ocean = Files.createDirectory(disk.resolve("ocean.git"));
    // Another account than the service's own, where only root can make it one.
    pusher = Files.getOwner(folder);
    if (pusher.getName().equals("root")) {
      pusher =
          folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
      Files.setOwner(ocean, pusher);
    }
    store = SqliteStore.open(folder.resolve("test.db"));
    spool = Spool.create(folder.resolve("spool"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @ParameterizedTest
  @EnumSource
  void whatWasPushedWaitsForTheDisk(Away away) throws IOException {
    push("first", true);
    push("second", false);
    Files.move(disk, folder.resolve("unplugged"));
    if (away == Away.MOUNT_POINT) {
      Files.createDirectory(disk);
    }
    try (IntakeLoop loop = loop(away)) {
      scan(loop);

      assertThat(taken).isEmpty();
      assertThat(spool.quarantined()).isZero();
      assertThat(loop.held().values()).singleElement().asString().contains(away.told);

      Files.deleteIfExists(disk);
      Files.move(folder.resolve("unplugged"), disk);
      now = now.plusSeconds(5);
      scan(loop);
      assertThat(taken).containsExactly("first", "second");
      assertThat(loop.held()).isEmpty();
    }
  }

  @Test
  void repositoryThatIsGoneFromItsDiskIsNotWaitedFor() throws IOException {
    push("first", true);
    Files.createDirectory(disk.resolve("lake.git"));
    Files.delete(disk.resolve("ocean.git"));
    try (IntakeLoop loop = loop(Away.NO_FOLDER)) {
      scan(loop);

      assertThat(loop.held()).isEmpty();
      assertThat(spool.ready(now)).isEmpty();
    }
  }

  private IntakeLoop loop(Away away) throws IOException {
    Path config = folder.resolve("config");
    Files.createDirectories(config.resolve("repositories"));
    Files.writeString(config.resolve("repohook.yaml"), "");
    if (away.root.isEmpty()) {
      Files.writeString(
          config.resolve("repositories/ocean.yaml"), "git: " + disk.resolve("ocean.git"));
    }
    List<Path> roots = away.root.isEmpty() ? List.of() : List.of(folder.resolve(away.root));
    ConfigTree tree = ConfigLoader.load(config, Map.of());
    RepositoryNames names = RepositoryNames.read(tree, roots);
    Routes routes = Routes.read(tree, List.of(), names);
    Intake intake =
        new Intake(
            spool,
            store.outbox(),
            new Router(() -> routes, Set::of),
            List.of(new NotingSource()),
            () -> names,
            Set::of,
            () -> now);
    return new IntakeLoop(spool, intake, folder.resolve("locks"), () -> now, () -> {}, () -> {});
  }

  /** Notes what it is asked to take in. */
  private final class NotingSource implements Source {
    @Override
    public Set<String> kinds() {
      return Set.of("note");
    }

    @Override
    public Answer take(SpoolFile file, Situation situation) {
      taken.add(file.text("note").orElse(""));
      return new Answer.Told(List.of(), Map.of());
    }
  }

  private void push(String note, boolean byOther) throws IOException {
    String name =
        new SpoolWriter(spool.folder())
            .write(
                List.of(
                    SpoolRecord.of(SpoolFile.SOURCE, "note"),
                    SpoolRecord.of(SpoolFile.REPOSITORY, disk.resolve("ocean.git").toString()),
                    SpoolRecord.of("note", note)));
    Path file = spool.folder().resolve(name);
    Files.setLastModifiedTime(file, FileTime.from(NOON.plusSeconds(pushed++)));
    if (byOther) {
      Files.setOwner(file, pusher);
    }
  }

  private static void scan(IntakeLoop loop) throws IOException {
    loop.scan();
    loop.await();
  }
}

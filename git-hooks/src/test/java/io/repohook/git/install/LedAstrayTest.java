package io.repohook.git.install;

import static io.repohook.git.install.Command.git;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.repohook.spool.SpoolWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Root, and repositories whose owners say where their hooks are; accounts every Debian has. */
class LedAstrayTest {
  @TempDir Path temporary;
  private Path ocean;
  private Path elsewhere;
  private HookInstaller installer;

  @BeforeEach
  void makeRepository() throws Exception {
    Path folder = temporary.toRealPath();
    assumeTrue(Files.getOwner(folder).getName().equals("root"), "only root is led astray");
    ocean = folder.resolve("ocean.git");
    elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    git(folder, "init", "-q", "--bare", "ocean.git");
    Path spool = Files.createDirectory(folder.resolve("spool"));
    installer = new HookInstaller(spool, new SpoolWriter(spool));
  }

  @ParameterizedTest
  @CsvSource({
    // whose word it is, with which mode, whose folder it names; whether root goes there
    "daemon, rw-r--r--, daemon, true",
    "daemon, rw-r--r--, nobody, false",
    "daemon, rw-r--r--, root,   false",
    "root,   rw-r--r--, daemon, true",
    "root,   rw-r--r--, root,   true",
    "root,   rw-rw-r--, root,   false",
    "root,   rw-r--rw-, daemon, false",
  })
  void hooksPathIsFollowedToWhereWhoeverSaysItCouldWrite(
      String says, String mode, String owner, boolean goes) throws Exception {
    git(ocean, "config", "core.hooksPath", elsewhere.toString());
    own(ocean.resolve("config"), says);
    Files.setPosixFilePermissions(ocean.resolve("config"), PosixFilePermissions.fromString(mode));
    own(elsewhere, owner);

    assertGoes(goes, says);
  }

  @ParameterizedTest
  @CsvSource({"daemon, daemon, true", "daemon, root, false", "root, root, true"})
  void linkIsFollowedLikewise(String says, String owner, boolean goes) throws Exception {
    try (var samples = Files.newDirectoryStream(ocean.resolve("hooks"))) {
      for (Path each : samples) {
        Files.delete(each);
      }
    }
    Files.delete(ocean.resolve("hooks"));
    Files.createSymbolicLink(ocean.resolve("hooks"), elsewhere);
    own(ocean, says);
    own(elsewhere, owner);

    assertGoes(goes, says);
  }

  @Test
  void folderInsideTheRepositoryIsItsOwn() throws Exception {
    git(ocean, "config", "core.hooksPath", "my hooks");
    Files.createDirectory(ocean.resolve("my hooks"));
    own(ocean.resolve("config"), "daemon");

    assertThat(installer.install(ocean)).isInstanceOf(Installed.Ready.class);
  }

  @Test
  void linkThatComesInTheWayIsNotFollowed() throws Exception {
    HookFile file = new HookFile(ocean.resolve("hooks/post-receive"));
    Files.move(ocean.resolve("hooks"), ocean.resolve("hooks-away"));
    Files.createSymbolicLink(ocean.resolve("hooks"), elsewhere);

    assertThatThrownBy(() -> file.replace(new byte[9])).isInstanceOf(IOException.class);
    assertThat(elsewhere).isEmptyDirectory();
  }

  private void assertGoes(boolean goes, String says) {
    Installed installed = installer.install(ocean);
    if (goes) {
      assertThat(installed).isInstanceOf(Installed.Ready.class);
      assertThat(elsewhere.resolve("post-receive")).exists();
      assertThat(installer.uninstall(ocean)).isInstanceOf(Uninstalled.Removed.class);
    } else {
      assertThat(installed)
          .isInstanceOfSatisfying(
              Installed.Refused.class,
              refused ->
                  assertThat(refused.reason())
                      .contains(
                          elsewhere.toString(),
                          says.equals("root") ? "others than root" : "is not " + says + "'s",
                          "--system"));
    }
    assertThat(elsewhere).isEmptyDirectory();
  }

  private static void own(Path path, String account) throws IOException {
    Files.setOwner(
        path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(account));
  }
}

package io.repohook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository's administrator has its file, and neither secrets nor store. Only root can test. */
class AdministratorIT {
  /** An account that every Debian has, with a group of its name. */
  private static final String DAEMON = "daemon";

  @TempDir Path folder;
  private RecordingReceiver receiver;
  private Installation repohook;
  private Path file;

  @BeforeEach
  void begin() throws IOException {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root can become another");
    receiver = RecordingReceiver.open();
    repohook = Installation.in(folder).secret("ocean", "only the service reads this");
    GitPusher.makeBare(repohook.bare("earthmover/ocean"));
    repohook.repositoryFile(
        "earthmover/ocean",
        "subscriptions: # ours\n  ci: {webhook: \"%s\", secret: \"${file:ocean}\"}\n"
            .formatted(receiver.url()));
    file = repohook.config().resolve("repositories/earthmover/ocean.yaml");
    readableByAll();
    Files.setPosixFilePermissions(
        repohook.config().resolve("secrets"), PosixFilePermissions.fromString("rwx------"));
    give(file);
  }

  @AfterEach
  void end() {
    if (repohook != null) {
      receiver.close();
      repohook.close();
    }
  }

  @Test
  void theFileIsEnough() throws IOException {
    Object before = Files.getAttribute(file, "unix:ino");

    Result set = repohook.runAs(DAEMON, "set", "earthmover/ocean", "ci", "events=git.*").exits(0);
    repohook.runAs(DAEMON, "disable", "earthmover/ocean", "ci").exits(0);

    assertThat(set.err())
        .anyMatch(line -> line.contains("not yet right") && line.contains("secrets/ocean"));
    assertThat(file)
        .hasContent(
            "subscriptions: # ours\n  ci: {webhook: \"%s\", secret: \"${file:ocean}\", events: git.*, enabled: false}"
                .formatted(receiver.url()));
    assertThat(Files.getAttribute(file, "unix:ino")).as("written in place").isEqualTo(before);
    assertThat(Files.getOwner(file).getName()).isEqualTo(DAEMON);
    repohook.runAs(DAEMON, "enable", "earthmover/ocean", "ci").exits(0);
    assertThat(repohook.list("list").get(0).path("enabled").asBoolean()).isTrue();
  }

  @Test
  void withItsFolderTheFileIsReplacedAndOthersAreLeft() throws IOException {
    give(file.resolveSibling("."));
    Object before = Files.getAttribute(file, "unix:ino");

    repohook.runAs(DAEMON, "set", "earthmover/ocean", "ci", "timeout=9s").exits(0);

    assertThat(Files.getAttribute(file, "unix:ino")).isNotEqualTo(before);
    repohook.runAs(DAEMON, "set", "earthmover/ocean", "ci", "evnts=git.*").exits(2);
    repohook.runAs(DAEMON, "add", "river", "ci", "--webhook", receiver.url()).exits(1);
    repohook.runAs(DAEMON, "set", "earthmover/ocean", "ci", "secret=-").exits(2);
  }

  private void readableByAll() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.filter(each -> Files.isDirectory(each)).toList()) {
        Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }

  /** Makes it the account's and its group's. */
  private static void give(Path path) throws IOException {
    UserPrincipalLookupService accounts = path.getFileSystem().getUserPrincipalLookupService();
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    view.setOwner(accounts.lookupPrincipalByName(DAEMON));
    view.setGroup(accounts.lookupPrincipalByGroupName(DAEMON));
  }
}

package io.repohook.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.acceptance.servers.Script;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the accounts of one machine may do to each other's events: nothing. */
@Tag(Machine.TAG)
class DropBoxIT {
  private static final String ZERO = "0".repeat(40);

  @TempDir Path folder;
  private Machine machine;
  private RecordingReceiver receiver;
  private Path ocean;

  @BeforeEach
  void begin() {
    receiver = RecordingReceiver.open();
    machine = Machine.in(folder);
    machine
        .repohook()
        .repositoryFile(
            "_all", "subscriptions: {ci: {webhook: \"%s\"}}\n".formatted(receiver.url()));
    machine.follow(Machine.document("servers/ssh.md").section("Accounts").commands());
    machine.follow(Machine.document("servers/ssh.md").section("Repositories").commands());
    machine.follow("useradd carol");
    ocean = machine.at("/srv/git/team/ocean.git");
  }

  @AfterEach
  void end() {
    machine.close();
    receiver.close();
  }

  @Test
  void noAccountReadsAltersRenamesOrRemovesTheEventOfAnother() throws IOException {
    String hello = push("alice", "Say hello");
    Path event = onlyFileOf("alice");
    byte[] written = Files.readAllBytes(event);
    assertThat(Files.getPosixFilePermissions(event))
        .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));

    Path spool = machine.repohook().spool();
    Path other = spool.resolve("other.event");
    for (String attempt :
        List.of(
            "ls " + spool,
            "cat " + event,
            "echo >> " + event,
            ": > " + event,
            "chmod 666 " + event,
            "touch " + event,
            "mv " + event + " " + other,
            "rm -f " + event,
            "echo mine > mine.$$ && mv -f mine.$$ " + event,
            "mv " + spool.resolve("taking") + " " + spool.resolve("mine"),
            "ls " + spool.resolve("taking"),
            "ls " + spool.resolve("quarantine"),
            "cat " + machine.repohook().store(),
            "cat " + machine.repohook().config().resolve("repohook.yaml"))) {
      Script.Ended ended = as("bob").ends("cd /tmp; " + attempt);
      assertThat(ended.status()).as("%s: %s", attempt, ended.said()).isNotZero();
      assertThat(ended.said()).contains("ermi"); // Permission denied, or operation not permitted.
    }
    assertThat(event).hasBinaryContent(written);
    assertThat(other).doesNotExist();

    machine.repohook().serveAs(Machine.service());
    Arrival arrival = receiver.take();
    assertThat(arrival.data().path("after").asString()).isEqualTo(hello);
    assertThat(arrival.actor()).startsWith(Machine.account("alice") + " from ");
  }

  @Test
  void whoMayNotPushTellsNothingAndLeavesATrace() throws IOException {
    String hello = push("alice", "Say hello");
    Server server = machine.repohook().serveAs(Machine.service());
    receiver.take();

    forge("carol", "env.GL_USER", Machine.account("alice"), hello);

    String carol =
        "account '" + Machine.account("carol") + "' wrote it, but may not push to " + ocean;
    server.program().await("who forged what", line -> line.contains("quarantine: " + carol));
    put("carol", "torn", report(ocean, "more", "of it"));
    push("bob", "Say hello, too");
    assertThat(receiver.take().actor()).startsWith(Machine.account("bob") + " from ");
    assertThat(receiver.all()).hasSize(2);
    Path quarantined = machine.repohook().spool().resolve("quarantine/forged.event");
    assertThat(quarantined.resolveSibling("forged.event.reason"))
        .content()
        .startsWith(carol)
        .contains("accept_from");
    assertThat(Files.getOwner(quarantined).getName()).isEqualTo(Machine.account("carol"));
    Result status = machine.repohook().run("status", "--json").exits(0);
    assertThat(status.json().path("quarantined").asInt()).isEqualTo(2);
  }

  @Test
  void whoMayPushDoesSoInNoOthersName() throws IOException {
    String hello = push("alice", "Say hello");
    machine.repohook().serveAs(Machine.service());
    receiver.take();

    forge("bob", "env.GL_USER", Machine.account("alice"), hello);
    assertThat(receiver.take().actor()).startsWith(Machine.account("bob") + " from ");
  }

  @Test
  void whoMayPushOwnsNoRepositoryInsideTheSharedOne() throws IOException {
    String hello = push("bob", "Say hello");
    Path topic = ocean.resolve("refs/heads/topic");
    as("bob")
        .with("HOME", folder.resolve("etc").toString())
        .succeeds("git -C %s update-ref refs/heads/topic/x %s".formatted(ocean, hello));
    assertThat(Files.getOwner(topic).getName()).isEqualTo(Machine.account("bob"));
    Server server = machine.repohook().serveAs(Machine.service());
    receiver.take();

    String text = report(topic, "env.GL_USER", Machine.account("alice"));
    put("bob", "inside", text + record("refs", ZERO + " " + hello + " refs/heads/a\n") + "end\n");

    server
        .program()
        .await(
            "whose it is", line -> line.contains(topic + " lies inside the repository " + ocean));
    assertThat(receiver.all()).hasSize(1);
  }

  /** Somebody's push in a clone of his own, without any server between. */
  private String push(String name, String message) {
    String id =
        as(name)
            .with("HOME", folder.resolve("etc").toString())
            .succeeds(
                """
                umask 022
                mkdir -p /tmp/%1$s.$$ && cd /tmp/%1$s.$$
                git init -q -b main . && git pull -q %2$s main 2>/dev/null || true
                git -c user.name=%1$s -c user.email=%1$s@example.com \\
                  commit -q --allow-empty -m '%3$s'
                git push -q %2$s main
                git rev-parse HEAD
                rm -r /tmp/%1$s.$$
                """
                    .formatted(Machine.account(name), ocean, message));
    return id.lines().reduce((a, b) -> b).orElseThrow();
  }

  /** Writes a spool file by hand, telling of a new branch, in the name of somebody. */
  private void forge(String name, String key, String value, String commit) {
    String refs = record("refs", ZERO + " " + commit + " refs/heads/forged\n");
    put(name, "forged", report(ocean, key, value) + refs + "end\n");
  }

  /** The beginning of a spool file. */
  private static String report(Path repository, String key, String value) {
    return "repohook-spool 1\n"
        + record("source", "git-push")
        + record("repository", repository.toString())
        + record(key, value);
  }

  private void put(String name, String file, String text) {
    as(name)
        .with("TEXT", text)
        .succeeds(
            "cd %1$s; umask 027; printf '%%s' \"$TEXT\" >%2$s.part; mv %2$s.part %2$s.event"
                .formatted(machine.repohook().spool(), file));
  }

  private static String record(String key, String value) {
    return "%s %d %s\n".formatted(key, value.getBytes(UTF_8).length, value);
  }

  private Script as(String name) {
    return machine.script().as(Machine.account(name));
  }

  private Path onlyFileOf(String name) throws IOException {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(
            machine.repohook().spool(),
            file -> Files.getOwner(file).getName().equals(Machine.account(name)))) {
      return files.iterator().next();
    }
  }
}

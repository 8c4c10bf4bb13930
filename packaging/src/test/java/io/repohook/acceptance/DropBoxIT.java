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
    assertThat(status.json().path("quarantined").asInt()).isEqualTo(1);
  }

  @Test
  void whoMayPushDoesSoInNoOthersName() throws IOException {
    String hello = push("alice", "Say hello");
    machine.repohook().serveAs(Machine.service());
    receiver.take();

    forge("bob", "env.GL_USER", Machine.account("alice"), hello);
    assertThat(receiver.take().actor()).startsWith(Machine.account("bob") + " from ");
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
    String text = "repohook-spool 1\n" + record("source", "git-push");
    text += record("repository", ocean.toString()) + record(key, value);
    text += record("refs", ZERO + " " + commit + " refs/heads/forged\n") + "end\n";
    as(name)
        .with("TEXT", text)
        .succeeds(
            "cd %s; umask 027; printf '%%s' \"$TEXT\" >forged.part; mv forged.part forged.event"
                .formatted(machine.repohook().spool()));
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

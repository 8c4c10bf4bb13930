package io.repohook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.acceptance.servers.Page;
import io.repohook.acceptance.servers.Sshd;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/servers/ssh.md: OpenSSH's server, an account for each person, a shared repository. */
@Tag(Machine.TAG)
class SshServerIT {
  private static final Page PAGE = Machine.document("servers/ssh.md");
  private static final String OCEAN = "/srv/git/team/ocean.git";

  @TempDir Path folder;
  private Machine machine;
  private RecordingReceiver receiver;
  private Sshd sshd;

  @BeforeEach
  void begin() {
    receiver = RecordingReceiver.open();
    machine = Machine.in(folder);
    machine
        .repohook()
        .repositoryFile(
            "team/ocean", "subscriptions: {ci: {webhook: \"%s\"}}\n".formatted(receiver.url()));
    machine.follow(PAGE.section("Accounts").commands());
    machine.follow(PAGE.section("Repositories").commands());
    sshd =
        Sshd.start(
            folder.resolve("sshd"),
            folder.resolve("keys/%u.pub").toString(),
            "SetEnv GIT_CONFIG_SYSTEM=" + machine.at("/etc/gitconfig"));
  }

  @AfterEach
  void end() {
    sshd.close();
    machine.close();
    receiver.close();
  }

  @Test
  void eachPushNamesItsAccountAndAddress() {
    GitPusher alice = person("alice");
    GitPusher bob = person("bob");
    machine.repohook().serveAs(Machine.service());

    String hello = alice.commit("README.md", "Say hello");
    alice.push("main");
    Arrival first = receiver.take();
    assertThat(first.ref()).isEqualTo("refs/heads/main");
    assertThat(first.data().path("after").asString()).isEqualTo(hello);
    assertThat(first.data().path("commits").path(0).path("new").asBoolean()).isTrue();
    assertThat(first.actor()).isEqualTo("rhtest-alice from 127.0.0.1");

    bob.git("pull", "-q", "origin", "main");
    bob.commit("README.md", "Say hello, too");
    bob.push("main");
    assertThat(receiver.take().actor()).isEqualTo("rhtest-bob from 127.0.0.1");
  }

  private GitPusher person(String name) {
    Path key = folder.resolve("keys").resolve(Machine.account(name));
    Sshd.makeKey(key);
    GitPusher person = GitPusher.cloneOf(machine.at(OCEAN), folder.resolve("clones").resolve(name));
    person.git("config", "core.sshCommand", sshd.client(key));
    String url = sshd.url(Machine.account(name), machine.at(OCEAN).toString());
    person.git("remote", "set-url", "origin", url);
    return person;
  }
}

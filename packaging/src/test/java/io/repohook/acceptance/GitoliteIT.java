package io.repohook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.acceptance.servers.Gitolite;
import io.repohook.acceptance.servers.Page;
import io.repohook.acceptance.servers.Sshd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/servers/gitolite.md: one account for all, whose users gitolite knows by their keys. */
@Tag(Machine.TAG)
class GitoliteIT {
  private static final Page PAGE = Machine.document("servers/gitolite.md");

  @TempDir Path folder;
  private Machine machine;
  private RecordingReceiver receiver;
  private Gitolite gitolite;
  private Sshd sshd;
  private GitPusher admin;

  @BeforeEach
  void begin() {
    receiver = RecordingReceiver.open();
    machine = Machine.in(folder);
    machine
        .repohook()
        .serverFile(machine.at("/var/lib/gitolite3/repositories"), "defaults: {timeout: 30s}\n")
        .repositoryFile(
            "_all", "subscriptions: {ci: {webhook: \"%s\"}}\n".formatted(receiver.url()));
    for (String each : new String[] {"admin", "alice", "bob"}) {
      Sshd.makeKey(key(each));
    }
    gitolite =
        Gitolite.setUp(
            Machine.account("gitolite3"), machine.at("/var/lib/gitolite3"), publicKey("admin"));
    sshd = Sshd.start(folder.resolve("sshd"), "%h/.ssh/authorized_keys", "");
    admin = person("admin", "gitolite-admin");
    admin.git("pull", "-q", "origin", "master");
  }

  @AfterEach
  void end() {
    sshd.close();
    machine.close();
    receiver.close();
  }

  @Test
  void eachPushNamesGitolitesUserAlsoToRepositoriesThatItMakesLater() throws IOException {
    machine.follow(PAGE.section("Reading").commands());
    assertThat(machine.follow(PAGE.section("Installing").commands()))
        .contains("gitolite-admin.git: post-receive installed", "gitolite links it");
    machine.repohook().serveAs(Machine.service());

    Files.copy(publicKey("alice"), folder.resolve("clones/admin/keydir/alice.pub"));
    Files.copy(publicKey("bob"), folder.resolve("clones/admin/keydir/bob.pub"));
    Files.writeString(
        folder.resolve("clones/admin/conf/gitolite.conf"),
        "repo gitolite-admin\n  RW+ = admin\n\nrepo team/ocean\n  RW+ = alice bob\n");
    admin.git("add", "keydir");
    admin.commit("conf/note", "Let alice and bob in");
    admin.git("commit", "-qam", "Let alice and bob in");
    admin.git("push", "-q", "origin", "HEAD:master");
    Arrival ofAdmin = receiver.take();
    assertThat(ofAdmin.change().repository()).isEqualTo("gitolite-admin");
    assertThat(ofAdmin.actor()).isEqualTo("admin from 127.0.0.1");
    assertThat(ofAdmin.data().path("new_commits").asInt()).isEqualTo(2);

    GitPusher alice = person("alice", "team/ocean");
    alice.commit("README.md", "Say hello");
    alice.push("main");
    Arrival first = receiver.take();
    assertThat(first.change().repository()).isEqualTo("team/ocean");
    assertThat(first.data().path("commits").path(0).path("message").asString())
        .isEqualTo("Say hello\n");
    assertThat(first.actor()).isEqualTo("alice from 127.0.0.1");

    gitolite.run("setup");
    GitPusher bob = person("bob", "team/ocean");
    bob.git("pull", "-q", "origin", "main");
    bob.commit("README.md", "Say hello, too");
    bob.push("main");
    assertThat(receiver.take().actor()).isEqualTo("bob from 127.0.0.1");
  }

  private Path key(String person) {
    return folder.resolve("keys").resolve(person);
  }

  private Path publicKey(String person) {
    return key(person).resolveSibling(person + ".pub");
  }

  private GitPusher person(String name, String repository) {
    GitPusher person =
        GitPusher.cloneOf(folder.resolve("unused"), folder.resolve("clones").resolve(name));
    person.git("config", "core.sshCommand", sshd.client(key(name)));
    String url = sshd.url(gitolite.account(), repository);
    person.git("remote", "set-url", "origin", url);
    return person;
  }
}

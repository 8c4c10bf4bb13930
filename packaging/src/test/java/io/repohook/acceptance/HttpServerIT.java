package io.repohook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repohook.acceptance.servers.HttpBackend;
import io.repohook.acceptance.servers.Page;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/servers/http.md: nginx, basic authentication, git-http-backend. */
@Tag(Machine.TAG)
class HttpServerIT {
  private static final Page PAGE = Machine.document("servers/http.md");

  @TempDir Path folder;
  private Machine machine;
  private RecordingReceiver receiver;
  private HttpBackend nginx;

  @BeforeEach
  void begin() {
    receiver = RecordingReceiver.open();
    machine = Machine.in(folder);
    machine
        .repohook()
        .repositoryFile(
            "team/ocean", "subscriptions: {ci: {webhook: \"%s\"}}\n".formatted(receiver.url()));
    machine.follow(PAGE.section("Repositories").commands());
    nginx =
        HttpBackend.start(
            folder.resolve("http"), machine.here(PAGE.section("nginx").file("nginx")));
    Path users = machine.at("/etc/nginx/git.users");
    HttpBackend.password(users, "alice", "of-alice");
    HttpBackend.password(users, "bob", "of-bob");
  }

  @AfterEach
  void end() {
    nginx.close();
    machine.close();
    receiver.close();
  }

  @Test
  void eachPushNamesWhoGaveThePasswordAndTheAddress() {
    GitPusher alice = person("alice", "of-alice");
    GitPusher bob = person("bob", "of-bob");
    GitPusher mallory = person("bob", "of-mallory");
    machine.repohook().serveAs(Machine.service());

    mallory.commit("README.md", "Say nothing");
    assertThatThrownBy(() -> mallory.push("main")).hasMessageContaining("Authentication failed");
    alice.commit("README.md", "Say hello");
    alice.push("main");
    Arrival first = receiver.take();
    assertThat(first.data().path("commits").path(0).path("message").asString())
        .isEqualTo("Say hello\n");
    assertThat(first.actor()).isEqualTo("alice from 127.0.0.1");

    bob.git("pull", "-q", "origin", "main");
    bob.commit("README.md", "Say hello, too");
    bob.push("main");
    assertThat(receiver.take().actor()).isEqualTo("bob from 127.0.0.1");
  }

  private GitPusher person(String name, String password) {
    GitPusher person =
        GitPusher.cloneOf(
            machine.at("/srv/git/team/ocean.git"), folder.resolve("clones").resolve(password));
    String url = nginx.url(name, password, "/team/ocean.git");
    person.git("remote", "set-url", "origin", url);
    return person;
  }
}

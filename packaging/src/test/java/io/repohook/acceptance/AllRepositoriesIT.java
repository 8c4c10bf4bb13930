package io.repohook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.acceptance.servers.Page;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/servers/all-repositories.md: repositories that are made later have the hook, too. */
@Tag(Machine.TAG)
class AllRepositoriesIT {
  private static final Page PAGE = Machine.document("servers/all-repositories.md");

  @TempDir Path folder;
  private Machine machine;

  @BeforeEach
  void begin() {
    machine = Machine.in(folder);
    machine
        .repohook()
        .repositoryFile("_all", "subscriptions: {ci: {webhook: \"http://127.0.0.1:1/\"}}\n");
  }

  @AfterEach
  void end() {
    machine.close();
  }

  @Test
  void eachRepositoryMadeLaterReportsItsPushes() {
    machine.follow(PAGE.section("By a template").commands());
    push("templated");
    assertThat(machine.at("/srv/git/templated.git/hooks/post-receive")).isRegularFile();

    machine.follow("git config --system --unset init.templateDir");
    machine.follow(PAGE.section("By core.hooksPath").commands());
    push("pathed");
    assertThat(machine.at("/srv/git/pathed.git/hooks/post-receive")).doesNotExist();

    machine.repohook().run("drain", "--stay", "0");
    assertThat(machine.repohook().list("events"))
        .extracting(each -> each.path("repository").asString())
        .containsExactlyInAnyOrder("templated", "pathed");
    assertThat(machine.script().succeeds("repohook check")).isEqualTo("the configuration is right");
  }

  /** Makes a repository and pushes to it. */
  private void push(String name) {
    machine.follow(
        """
        git init -q --bare -b main /srv/git/%1$s.git
        mkdir /srv/%1$s && cd /srv/%1$s && git init -q -b main .
        git -c user.name=alice -c user.email=alice@example.com commit -q --allow-empty -m hello
        git push -q /srv/git/%1$s.git main
        """
            .formatted(name));
  }
}

package io.repohook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code check} finds on a machine with accounts; what it advises, mends it. */
@Tag(Machine.TAG)
class CheckIT {
  private static final Pattern ADVICE =
      Pattern.compile(
          "; (?:.*run(?: as root)?: )?((?:chmod|chown|repohook|usermod) .*?)(?:, (?:which|and) .*)?$");

  @TempDir Path folder;
  private Machine machine;

  @BeforeEach
  void begin() {
    machine = Machine.in(folder);
    machine
        .repohook()
        .repositoryFile("_all", "subscriptions: {ci: {webhook: \"http://127.0.0.1:1/\"}}\n");
    machine.follow(Machine.document("servers/ssh.md").section("Accounts").commands());
    machine.follow(
        """
        install -d -g developers -m 2755 /srv/git/team
        for each in bay lake ocean pond sea; do
          git init -q --bare --shared=0660 /srv/git/team/$each.git
        done
        repohook install /srv/git
        repohook deliveries
        """);
  }

  @AfterEach
  void end() {
    machine.close();
  }

  @Test
  void eachFaultIsFoundAndItsRemedyMendsIt() {
    assertThat(machine.repohook().run("check").exits(0).out())
        .containsExactly("the configuration is right");

    machine.follow(
        """
        chmod 00755 /var/spool/repohook
        chmod 0755 /var/spool/repohook/quarantine
        : >/var/lib/repohook/repohook.db.intake
        chmod 0755 /var/lib/repohook
        chmod 0644 /var/lib/repohook/repohook.db
        install -o repohook -m 0644 /dev/null /etc/repohook/secrets/spare
        chmod -R g-rx /srv/git/team/bay.git/objects
        echo '#!/bin/sh' >/srv/git/team/lake.git/hooks/post-receive
        rm /srv/git/team/ocean.git/hooks/post-receive
        chmod -x /srv/git/team/pond.git/hooks/post-receive
        sed -i "s|/repohook'$|/another'|" /srv/git/team/sea.git/hooks/post-receive
        """);

    List<String> found = machine.repohook().run("check").exits(0).out();
    assertThat(found)
        .as("%s", String.join("\n", found))
        .anyMatch(line -> line.contains("is 0755: each account may rename and delete the files"))
        .anyMatch(line -> line.contains("the service cannot read what other accounts put there"))
        .anyMatch(line -> line.contains("spool/repohook/quarantine is rhtest-repohook's and its"))
        .anyMatch(line -> line.contains("repohook.db.intake is root's, and the store is rhtest-"))
        .anyMatch(line -> line.contains("any account may read " + machine.repohook().store()))
        .anyMatch(line -> line.startsWith("secrets/spare: warning: readable by others"))
        .anyMatch(line -> line.contains("rhtest-repohook cannot read " + bare("bay") + "/objects"))
        .anyMatch(line -> line.contains("the hook post-receive of team/lake is another one"))
        .anyMatch(line -> line.contains("team/ocean has subscriptions but no hook"))
        .anyMatch(line -> line.contains("the hook of team/pond is not executable"))
        .anyMatch(line -> line.contains("the hook of team/sea was changed by hand"))
        .anyMatch(
            line -> line.contains("rhtest-alice, rhtest-bob may push, as to team/bay, but not add"))
        .last()
        .isEqualTo("the configuration is right");

    machine.follow("rm /srv/git/team/sea.git/hooks/post-receive");
    found.stream()
        .map(ADVICE::matcher)
        .filter(Matcher::find)
        .map(advice -> advice.group(1))
        .distinct()
        .forEach(advice -> machine.script().at(machine.repohook().config()).succeeds(advice));

    assertThat(machine.repohook().run("check").exits(0).out())
        .containsExactly("the configuration is right");
  }

  @Test
  void serviceOutsideTheRepositorysGroupIsToldHowToReadIt() {
    machine.follow("gpasswd -d rhtest-repohook developers");

    assertThat(machine.repohook().run("check").exits(0).out())
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("/srv/git/team/bay.git cannot be read")
                    .doesNotContain("no hook"));
  }

  @Test
  void secretInAFileIsToldWithThoseWhoCanReadIt() {
    machine
        .repohook()
        .repositoryFile(
            "team/ocean",
            "subscriptions:\n  ci:\n    webhook: http://127.0.0.1:1/\n    secret: s3cret\n");
    machine.follow(
        """
        chgrp -R developers /etc/repohook/repositories
        chmod -R g+rX,o= /etc/repohook/repositories
        chmod 0751 /etc/repohook
        """);

    assertThat(machine.repohook().run("check").exits(0).out())
        .containsExactly(
            "repositories/team/ocean.yaml:4: warning: subscriptions.ci.secret: a secret, in a file"
                + " that can be read by rhtest-alice, rhtest-bob of the group "
                + Machine.account("developers")
                + "; put it into a file in secrets/ and write ${file:NAME}",
            "the configuration is right");
  }

  private Path bare(String name) {
    return machine.at("/srv/git/team/" + name + ".git");
  }
}

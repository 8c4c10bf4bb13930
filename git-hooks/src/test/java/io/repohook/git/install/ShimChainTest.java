package io.repohook.git.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The hook that was there before notices nothing of ours. */
class ShimChainTest extends ShimInShells {

  @ParameterizedTest
  @MethodSource("shells")
  void nextHookGetsInputArgumentsFolderAndKeepsItsStatus(List<String> shell) throws Exception {
    chain("#!/bin/sh\npwd\necho \"$# <$1> <$2>\"\ncat\necho problem >&2\nexit 42\n");

    Command.Ended ended = hook(shell, "a  b", "").input(LINE + LINE).run();

    assertThat(ended)
        .isEqualTo(
            new Command.Ended(42, repository + "\n2 <a  b> <>\n" + LINE + LINE, "problem\n"));
    assertThat(recorded()).last().isEqualTo("refs=" + LINE + LINE);
  }

  @ParameterizedTest
  @MethodSource("shells")
  void nextHookGetsTheEnvironmentAndUmaskUnchanged(List<String> shell) throws Exception {
    String print = "umask\nenv | grep -Ev '^(PWD|OLDPWD|SHLVL|_)=' | sort\n";
    chain("#!/bin/sh\n" + print);
    Files.writeString(repository.resolve("hooks/plain"), print);
    for (String locale : List.of("", "LC_ALL", "LANG")) {
      Command ours = hook(shell).input(LINE);
      Command plain = Command.of(repository, "sh", "hooks/plain");
      if (!locale.isEmpty()) {
        ours = ours.with(locale, "C.UTF-8");
        plain = plain.with(locale, "C.UTF-8");
      }

      assertThat(ours.run().out()).isEqualTo(plain.run().out());
    }
  }

  @ParameterizedTest
  @MethodSource("shells")
  void nextHookMayLeaveItsInputUnread(List<String> shell) throws Exception {
    chain("#!/bin/sh\nexec <&-\necho fine\nexit 3\n");

    Command.Ended ended = hook(shell).input(LINE.repeat(20_000)).run();

    assertThat(ended).isEqualTo(new Command.Ended(3, "fine\n", ""));
  }

  @ParameterizedTest
  @MethodSource("shells")
  void nextHookRunsWithoutRefsToo(List<String> shell) throws Exception {
    chain("#!/bin/sh\ncat | od\nexit 5\n");

    assertThat(hook(shell).run()).isEqualTo(new Command.Ended(5, "0000000\n", ""));
  }

  @ParameterizedTest
  @MethodSource("shells")
  void nextHookThatGitWouldNotRunIsNotRun(List<String> shell) throws Exception {
    chain("#!/bin/sh\necho ran\n");
    Files.setPosixFilePermissions(
        repository.resolve("hooks/post-receive.repohook-chained"), Set.of());

    assertThat(hook(shell).input(LINE).run()).isEqualTo(new Command.Ended(0, "", ""));
  }

  @ParameterizedTest
  @MethodSource("shells")
  void nextHookDiesOfSignalsAsItDidBefore(List<String> shell) throws Exception {
    chain("#!/bin/sh\nkill -TERM $$\necho survived\n");

    Command.Ended ended = hook(shell).input(LINE).run();

    assertThat(ended.status()).isEqualTo(128 + 15);
    assertThat(ended.out()).isEmpty();
  }
}

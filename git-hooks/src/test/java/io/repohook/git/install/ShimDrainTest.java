package io.repohook.git.install;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The hook that starts a drain by itself. */
class ShimDrainTest extends ShimInShells {
  private Path odd;
  private Path program;

  /** A pipe, so that who reads it waits for what the program says. */
  private Path said;

  @BeforeEach
  void writeHookThatStartsDrains() throws Exception {
    odd = Files.createDirectory(folder.resolve("it's $HOME, \"@SPOOL@\" & @CONFIG@"));
    program = odd.resolve("re po'hook");
    said = odd.resolve("said");
    Command.of(folder, "mkfifo", said.toString()).run();
    Launcher launcher =
        new Launcher(program, odd.resolve("con'fig"), odd.resolve("java"), odd.resolve("db.drain"));
    new HookFile(hook).replace(new Shim(Hook.POST_RECEIVE, spool, Optional.of(launcher)).bytes());
  }

  @ParameterizedTest
  @MethodSource("shells")
  void itGetsItsWordsAndJava(List<String> shell) throws Exception {
    new HookFile(odd.resolve("java/bin/java")).replace(new byte[0]);
    says("printf '%s\\n' \"$@\" \"$JAVA_HOME\" \"$PWD\"");

    assertThat(saidBy(shell).lines())
        .containsExactly(
            "drain", "--config", odd.resolve("con'fig").toString(), odd + "/java", "/");
  }

  @ParameterizedTest
  @MethodSource("shells")
  void javaThatHasGoneIsLookedForInThePath(List<String> shell) throws Exception {
    says("echo \"<${JAVA_HOME-}>\"");

    assertThat(saidBy(shell)).isEqualTo("<>\n");
  }

  @ParameterizedTest
  @MethodSource("shells")
  void itHasNothingOfThePushThatGitWouldWaitFor(List<String> shell) throws Exception {
    says("readlink /proc/$$/fd/0; readlink /proc/$$/fd/2; cut -d' ' -f6 /proc/$$/stat; echo $$");

    List<String> lines = saidBy(shell).lines().toList();

    assertThat(lines.subList(0, 2)).containsExactly("/dev/null", odd + "/db.drain.log");
    assertThat(lines.get(2)).as("the session is its own").isEqualTo(lines.get(3));
  }

  @ParameterizedTest
  @MethodSource("shells")
  void itCanBeToldToStop(List<String> shell) throws Exception {
    says("trap 'echo told; exit' TERM; kill -TERM $$; echo deaf");

    assertThat(saidBy(shell)).isEqualTo("told\n");
  }

  @ParameterizedTest
  @MethodSource("shells")
  void theFileIsInTheSpoolBefore(List<String> shell) throws Exception {
    says("ls '" + spool.toString().replace("'", "'\\''") + "'");

    assertThat(saidBy(shell)).endsWith(".event\n").hasLineCount(1);
  }

  @ParameterizedTest
  @MethodSource("shells")
  void aDrainThatCannotBeStartedIsNotThePushersTrouble(List<String> shell) throws Exception {
    assertThat(hook(shell).input(LINE).run()).isEqualTo(new Command.Ended(0, "", ""));
    assertThat(recorded()).last().isEqualTo("refs=" + LINE);
  }

  private void says(String script) throws IOException {
    String quoted = ShellWord.quote(said.toString());
    new HookFile(program).replace(("#!/bin/sh\n{ " + script + "; } >" + quoted).getBytes(UTF_8));
  }

  private String saidBy(List<String> shell) throws Exception {
    CompletableFuture<String> text =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Files.readString(said);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    assertThat(hook(shell).input(LINE).run()).isEqualTo(new Command.Ended(0, "", ""));
    return text.get(30, TimeUnit.SECONDS);
  }
}

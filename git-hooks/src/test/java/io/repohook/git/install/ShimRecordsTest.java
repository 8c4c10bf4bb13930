package io.repohook.git.install;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShimRecordsTest extends ShimInShells {

  @ParameterizedTest
  @MethodSource("shells")
  void pushIsRecordedWithSourceRepositoryAndRefs(List<String> shell) throws Exception {
    Command.Ended ended = hook(shell).input(LINE).run();

    assertThat(ended).isEqualTo(new Command.Ended(0, "", ""));
    assertThat(recorded())
        .containsExactly("source=git-push", "repository=" + repository, "refs=" + LINE);
  }

  @ParameterizedTest
  @MethodSource("shells")
  void everyFactAboutThePusherIsRecorded(List<String> shell) throws Exception {
    List<String> facts =
        List.of(
            "REMOTE_USER GL_USER GL_USERNAME GITEA_PUSHER_NAME GITEA_PUSHER_EMAIL USER LOGNAME"
                .split(" "));
    List<String> more =
        List.of(
            ("SSH_CONNECTION REMOTE_ADDR GIT_PUSH_CERT GIT_PUSH_CERT_SIGNER GIT_PUSH_CERT_KEY"
                    + " GIT_PUSH_CERT_STATUS GIT_PUSH_CERT_NONCE_STATUS")
                .split(" "));
    Command command = hook(shell).input(LINE);
    for (List<String> each : List.of(facts, more)) {
      for (String name : each) {
        command = command.with(name, "it's \"" + name + "\"; $(id) `id` \\ %s\nend");
      }
    }

    command.run();

    assertThat(recorded())
        .filteredOn(each -> each.startsWith("env."))
        .hasSize(14)
        .first()
        .isEqualTo("env.REMOTE_USER=it's \"REMOTE_USER\"; $(id) `id` \\ %s\nend");
    assertThat(recorded().get(15)).startsWith("env.GIT_PUSH_CERT_NONCE_STATUS=it's");
  }

  @ParameterizedTest
  @MethodSource("shells")
  void whatIsNotSetOrEmptyIsNotRecorded(List<String> shell) throws Exception {
    hook(shell).with("REMOTE_USER", "").with("HOME", "/x").input(LINE).run();

    assertThat(recorded()).noneMatch(each -> each.startsWith("env."));
  }

  @ParameterizedTest
  @MethodSource("shells")
  void pushOptionsAreRecordedInOrder(List<String> shell) throws Exception {
    hook(shell)
        .with("GIT_PUSH_OPTION_COUNT", "3")
        .with("GIT_PUSH_OPTION_0", "ci.skip")
        .with("GIT_PUSH_OPTION_1", "")
        .with("GIT_PUSH_OPTION_2", "title=two words; $(id)")
        .input(LINE)
        .run();

    assertThat(recorded())
        .containsSequence("option=ci.skip", "option=", "option=title=two words; $(id)");
  }

  @ParameterizedTest
  @MethodSource("shells")
  void refsAreRecordedWhateverTheirNumber(List<String> shell) throws Exception {
    for (int count : new int[] {1, 400, 20_000}) {
      StringBuilder lines = new StringBuilder();
      for (int i = 0; i < count; i++) {
        lines.append(LINE.replace("main", "branch-" + i));
      }

      Command.Ended ended = hook(shell).input(lines.toString()).run();

      assertThat(ended).isEqualTo(new Command.Ended(0, "", ""));
      assertThat(recorded()).last().isEqualTo("refs=" + lines);
      Files.delete(inSpool().get(0));
    }
  }

  @ParameterizedTest
  @MethodSource("shells")
  void anyBytesAreRecordedInAnyLocale(List<String> shell) throws Exception {
    StringBuilder every = new StringBuilder();
    for (char each = 1; each < 256; each++) {
      every.append(each == '\n' ? '.' : each);
    }
    byte[] lines = ("1 2 refs/heads/é';$<>&|#%" + every + "\n").getBytes(ISO_8859_1);
    for (String locale : List.of("C", "C.UTF-8", "xx_XX.UTF-8")) {
      hook(shell).with("LC_ALL", locale).with("LANG", locale).input(lines).run();

      assertThat(recorded()).last().isEqualTo("refs=" + new String(lines, ISO_8859_1));
      Files.delete(inSpool().get(0));
    }
  }

  @ParameterizedTest
  @MethodSource("shells")
  void lengthsAreBytesInALocaleOfUtf8(List<String> shell) throws Exception {
    String script = "REMOTE_USER=$(printf 'J\\303\\274rgen\\377'); export REMOTE_USER; exec \"$@\"";
    Command direct = hook(shell);
    List<String> words = new ArrayList<>(List.of("sh", "-c", script, "sh"));
    words.addAll(direct.words());

    Command.of(repository, words.toArray(String[]::new))
        .with("LC_ALL", "C.UTF-8")
        .input(LINE)
        .run();

    String name = new String("Jürgen".getBytes(UTF_8), ISO_8859_1) + "\u00ff";
    assertThat(recorded()).contains("env.REMOTE_USER=" + name);
  }

  @ParameterizedTest
  @MethodSource("shells")
  void pushWithoutRefsIsNotRecorded(List<String> shell) throws Exception {
    Command.Ended ended = hook(shell).run();

    assertThat(ended).isEqualTo(new Command.Ended(0, "", ""));
    assertThat(inSpool()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("shells")
  void fileIsForTheSpoolsGroupAndNobodyElse(List<String> shell) throws Exception {
    hook(shell).input(LINE).run();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(inSpool().get(0))))
        .isEqualTo("rw-r-----");
  }

  @ParameterizedTest
  @MethodSource("shells")
  void emptyPathAndStrictShellDoNotMatter(List<String> shell) throws Exception {
    List<String> words = new ArrayList<>(shell);
    words.addAll(List.of("-e", "-u", "hooks/post-receive"));

    Command.Ended ended =
        Command.of(repository, words.toArray(String[]::new))
            .with("PATH", "")
            .with("GIT_DIR", ".")
            .input(LINE)
            .run();

    assertThat(ended).isEqualTo(new Command.Ended(0, "", ""));
    assertThat(recorded()).contains("repository=" + repository);
  }
}

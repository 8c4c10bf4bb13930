package io.repohook.git.install;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the spool is like, the push goes on and the next hook runs. */
class ShimFailureTest extends ShimInShells {

  @ParameterizedTest
  @MethodSource("shells")
  void missingSpoolGivesOneLineAndSuccess(List<String> shell) throws Exception {
    Files.delete(spool);

    Command.Ended ended = hook(shell).input(LINE).run();

    assertThat(ended)
        .isEqualTo(
            new Command.Ended(
                0,
                "",
                "repohook: this push was not recorded: the folder %s is missing\n"
                    .formatted(spool)));
  }

  @ParameterizedTest
  @MethodSource("shells")
  void fileInPlaceOfTheSpoolGivesOneLineAndTheNextHookRuns(List<String> shell) throws Exception {
    Files.delete(spool);
    Files.createFile(spool);
    chain("#!/bin/sh\ncat\nexit 7\n");

    Command.Ended ended = hook(shell).input(LINE).run();

    assertThat(ended.status()).isEqualTo(7);
    assertThat(ended.out()).isEqualTo(LINE);
    assertThat(ended.err()).startsWith("repohook: this push was not recorded: ").hasLineCount(1);
  }

  @ParameterizedTest
  @MethodSource("shells")
  void failedRenameLeavesNothingBehind(List<String> shell) throws Exception {
    replaceProgram("mv", "#!/bin/sh\nexit 1\n");

    Command.Ended ended = hook(shell).input(LINE).run();

    assertThat(ended.status()).isZero();
    assertThat(ended.err()).startsWith("repohook: this push was not recorded: ").hasLineCount(1);
    assertThat(inSpool()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("shells")
  void syncThatTakesNoFileSyncsEverything(List<String> shell) throws Exception {
    Path programs =
        replaceProgram("sync", "#!/bin/sh\necho \"sync $#\" >>\"${0%/*}/calls\"\nexit $#\n");

    Command.Ended ended = hook(shell).input(LINE).run();

    assertThat(ended).isEqualTo(new Command.Ended(0, "", ""));
    assertThat(recorded()).last().isEqualTo("refs=" + LINE);
    assertThat(programs.resolve("calls")).hasContent("sync 1\nsync 0\n");
  }

  @ParameterizedTest
  @MethodSource("shells")
  void bytesAreSyncedBeforeTheNameAppears(List<String> shell) throws Exception {
    Path programs = replaceProgram("sync", "#!/bin/sh\ncat \"$1\" >\"${0%/*}/synced\"\n");

    hook(shell).input(LINE).run();

    assertThat(programs.resolve("synced")).hasSameBinaryContentAs(inSpool().get(0));
  }

  /** A folder with one program that stands for the system's. */
  private Path replaceProgram(String name, String script) throws IOException {
    Path programs = Files.createDirectories(folder.resolve("programs"));
    new HookFile(programs.resolve(name)).replace(script.getBytes(UTF_8));
    // The hook looks into the system's folders first.
    String text = Files.readString(hook).replace("=/usr/bin:", "='" + programs + "':/usr/bin:");
    Files.writeString(hook, text);
    return programs;
  }
}

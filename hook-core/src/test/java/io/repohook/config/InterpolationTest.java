package io.repohook.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterpolationTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("HOST", "ci.example.com", "NESTED", "${env:HOST}", "EMPTY", "");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plain                                | plain",
        "https://${env:HOST}/hooks            | https://ci.example.com/hooks",
        "${env:HOST}:${env:HOST}              | ci.example.com:ci.example.com",
        "a${env:EMPTY}b                       | ab",
        "$${env:HOST}                         | ${env:HOST}",
        "$${env:HOST}${env:HOST}              | ${env:HOST}ci.example.com",
        "cost $5 {x} $x                       | cost $5 {x} $x",
        "${env:NESTED}                        | ${env:HOST}",
        "x${env:NESTED}x                      | x${env:HOST}x",
        "${file:key}                          | s3cret",
        "${file:deep/key}                     | deep",
        "${file:./key}                        | s3cret",
        "${file:script}                       | ${script:javascript:1}${env:HOST}",
      })
  void eachReferenceIsResolvedOnce(String written, String value) {
    ConfigTree tree =
        ConfigFiles.in(
                folder,
                """
                @ secrets/key
                s3cret
                @ secrets/deep/key
                deep
                @ secrets/script
                ${script:javascript:1}${env:HOST}
                """)
            .write("@ repohook.yaml\nspool: '" + written + "'\n")
            .load(ENVIRONMENT);

    Scalar spool = tree.server().scalar("spool").orElseThrow();

    assertThat(spool.value()).isEqualTo(value);
    assertThat(spool.written()).isEqualTo(written);
    assertThat(spool).hasToString(written);
    assertThat(tree.problems().all()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "key,key",
    "key\\x0A,key",
    "key\\x0D\\x0A,key",
    "key\\x0A\\x0A,'key\n'",
    "' key ',' key '"
  })
  void oneTrailingNewlineIsDropped(String content, String value) {
    ConfigTree tree =
        ConfigFiles.in(folder, "@ repohook.yaml\nspool: ${file:key}\n")
            .write("@ secrets/key\n" + content)
            .load();

    assertThat(tree.server().text("spool")).contains(value);
  }

  @Test
  void aLinkOutOfTheFolderIsNotFollowed(@TempDir Path elsewhere) throws IOException {
    Files.writeString(elsewhere.resolve("shadow"), "root");
    ConfigFiles files =
        ConfigFiles.in(
            folder,
            """
            @ repohook.yaml
            accept_from: ["${file:file}", "${file:folder/shadow}"]
            @ secrets/x
            x
            """);
    Files.createSymbolicLink(folder.resolve("secrets/file"), elsewhere.resolve("shadow"));
    Files.createSymbolicLink(folder.resolve("secrets/folder"), elsewhere);

    ConfigTree tree = files.load();

    assertThat(tree.server().texts("accept_from")).isEmpty();
    assertThat(tree.problems().errors())
        .extracting(Problem::wrong)
        .containsExactly("'file' leads out of secrets/", "'folder/shadow' leads out of secrets/");
  }

  @Test
  void aLinkInsideTheFolderIsFollowed() throws IOException {
    ConfigFiles files =
        ConfigFiles.in(
            folder, "@ repohook.yaml\nspool: ${file:smtp}\n@ secrets/..data/smtp\npass\n");
    Files.createSymbolicLink(folder.resolve("secrets/smtp"), Path.of("..data/smtp"));

    assertThat(files.load().server().text("spool")).contains("pass");
  }

  @Test
  void anUnresolvedReferenceIsToldOnceAndLeavesItsSectionUnsound() {
    ConfigTree tree = ConfigFiles.in(folder, "@ repohook.yaml\nspool: ${env:NO}\n").load();

    assertThat(tree.server().sound()).isFalse();
    assertThat(tree.server().text("spool")).isEmpty();
    assertThat(tree.problems().all()).hasSize(1);
  }
}

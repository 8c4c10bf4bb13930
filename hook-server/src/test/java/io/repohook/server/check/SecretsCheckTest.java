package io.repohook.server.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.http.HttpClients;
import io.repohook.config.Problem;
import io.repohook.server.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsCheckTest {
  private static final String SLACK =
      "slack: \"https://hooks.slack.com/services/T0/B0/s3cret-token\"";

  @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void writeSecrets() throws IOException {
    mode(temporary, "rwxr-xr-x");
    folder = Files.createDirectory(temporary.resolve("config"));
    mode(folder, "rwxr-xr-x");
    Files.createDirectory(folder.resolve("repositories"));
    mode(Files.createDirectory(folder.resolve("secrets")), "rwx------");
    write("secrets/kept", "s3cret-kept\n", "rw-------");
    write("repohook.yaml", "", "rw-r--r--");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        SLACK + "|slack",
        "teams: \"https://x.webhook.office.com/s3cret\"|teams",
        "webhook: \"https://ci.example.com/?token=s3cret\"|webhook",
        "secret: s3cret|secret",
        "secret: [\"${file:kept}\", \"s3$${cret\"]|secret",
        "headers: {Authorization: Bearer s3cret}|headers.Authorization",
        "headers: {X-Team: a, X-Api-Key: s3cret}|headers.X-Api-Key",
      })
  void secretInAFileThatAllCanReadIsToldWithLineAndRemedy(String line, String key)
      throws IOException {
    subscription(line);

    assertThat(found())
        .singleElement()
        .asString()
        .isEqualTo(
            "repositories/ocean.yaml:3: warning: subscriptions.ci."
                + key
                + ": a secret, in a file that can be read by any account;"
                + " put it into a file in secrets/ and write ${file:NAME}");
  }

  @Test
  void passwordOfTheMailServerIsOne() throws IOException {
    write("repohook.yaml", "smtp:\n  user: me\n  password: s3cret\n", "rw-r--r--");

    assertThat(found())
        .singleElement()
        .asString()
        .startsWith("repohook.yaml:3: warning: smtp.password: a secret, in a file that");
  }

  @Test
  void oneThatManyRepositoriesHaveIsToldOnce() throws IOException {
    write("repositories/_all.yaml", "subscriptions: {room: {" + SLACK + "}}\n", "rw-r--r--");
    write("repositories/lake.yaml", "", "rw-r--r--");
    write("repositories/ocean.yaml", "", "rw-r--r--");

    assertThat(found()).singleElement().asString().startsWith("repositories/_all.yaml:1: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "slack: \"${file:kept-url}\"",
        "secret: \"${file:kept}\"",
        "headers: {Authorization: \"Bearer ${file:kept}\", X-Team: sailors}",
        "webhook: \"https://ci.example.com/?branch=main\"",
      })
  void referenceAndPlainWordAreNone(String line) throws IOException {
    write("secrets/kept-url", "https://hooks.slack.com/services/T0/B0/s3cret\n", "rw-------");
    subscription(line);

    assertThat(found()).isEmpty();
  }

  @Test
  void fileThatOthersCannotReadMayHoldSecrets() throws IOException {
    subscription("secret: s3cret");
    mode(folder.resolve("repositories/ocean.yaml"), "rw-------");
    assertThat(found()).isEmpty();

    mode(folder.resolve("repositories/ocean.yaml"), "rw-r--r--");
    mode(folder, "rwx------");
    assertThat(found()).as("behind a closed folder").isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"secrets/spare,rw-r-----", "secrets/deep/spare,rw----r--"})
  void fileOfTheFolderIsForItsOwnerAlone(String name, String mode) throws IOException {
    Files.createDirectory(folder.resolve("secrets/deep"));
    write(name, "s3cret\n", mode);

    assertThat(found())
        .containsExactly(name + ": warning: readable by others than its owner; chmod 600 " + name);
  }

  private void subscription(String line) throws IOException {
    String channel =
        line.matches("(slack|teams|webhook):.*") ? "" : "    webhook: https://ci.example.com/\n";
    write(
        "repositories/ocean.yaml",
        "subscriptions:\n  ci:\n    " + line + "\n" + channel,
        "rw-r--r--");
  }

  private List<String> found() throws IOException {
    try (HttpClients http = new HttpClients(1, InstantSource.system())) {
      Configuration read =
          Configuration.read(folder, Map.of(), http, InstantSource.system(), Map.of());
      assertThat(read.problems().all()).isEmpty();
      Findings findings = new Findings();
      new SecretsCheck(folder, new Readers(new Account("nobody", Set.of())), findings)
          .run(read.problems().writtenSecrets());
      return findings.all().stream().map(Problem::toString).toList();
    }
  }

  private void write(String name, String text, String mode) throws IOException {
    Path file = folder.resolve(name);
    mode(Files.writeString(file, text), mode);
  }

  private static void mode(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }
}

package io.repohook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.acceptance.servers.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names are bytes, which git's users mostly mean as UTF-8; cron and others run us in another. */
class LocaleIT {
  private static final Map<String, String> OTHER = Map.of("LC_ALL", "C");

  /** Written for sh, as this test may itself run where no file can have that name. */
  private static final String MAKE =
      """
      m=$(printf 'M\\303\\274ll')
      git init -q --bare -b main "$m.git"
      git clone -q "$m.git" work 2>/dev/null
      cd work
      printf '%s: r\\303\\244umen\\n' "$m" >message
      git -c user.name=A -c user.email=a@example.com commit -q --allow-empty -F message
      """;

  @TempDir Path folder;

  @Test
  void namesAndMessagesArriveAsTheyAreInWhateverLocale() throws IOException {
    try (RecordingReceiver receiver = RecordingReceiver.open();
        Installation repohook = Installation.in(folder)) {
      repohook.repositoryFile(
          "_all", "subscriptions: {ci: {webhook: \"%s\"}}\n".formatted(receiver.url()));
      Path root = Files.createDirectories(repohook.bare("any").getParent());
      Script script = Script.in(root);
      script.succeeds(MAKE);
      repohook.with(OTHER, "install", root.toString()).exits(0);
      script.succeeds("cd work; git push -q origin \"main:$(printf 'refs/heads/M\\303\\274ll')\"");

      repohook.with(OTHER, "drain").exits(0);

      Arrival arrival = receiver.take();
      assertThat(arrival.change().repository()).isEqualTo("Müll");
      assertThat(arrival.change().ref()).isEqualTo("refs/heads/Müll");
      assertThat(arrival.data().path("commits").path(0).path("message").asString())
          .isEqualTo("Müll: räumen\n");
    }
  }
}

package io.repohook.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.RepositorySettings;
import io.repohook.channel.email.letter.HtmlBody;
import io.repohook.channel.email.letter.Letter;
import io.repohook.channel.email.letter.Letters;
import io.repohook.channel.email.letter.TextBody;
import io.repohook.config.ConfigLoader;
import io.repohook.diff.Diffs;
import io.repohook.event.Actor;
import io.repohook.event.ArtifactFile;
import io.repohook.event.Coordinates;
import io.repohook.event.Deployment;
import io.repohook.event.Event;
import io.repohook.event.EventData;
import io.repohook.event.FileChange;
import io.repohook.event.FileEvent;
import io.repohook.event.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a mail says of files and deploys. */
class ArtifactLettersTest {
  private static final String ROCKET = "com/example/rocket/2-SNAPSHOT/";
  private static final Coordinates SNAPSHOT =
      new Coordinates("com.example", "rocket", "2-SNAPSHOT", "2-20261122.013020-1");

  /** Ends a line, an element or a header, if it is let. */
  private static final String HOSTILE = "a\r\nBcc: x\u202E<script>\"'&\u0007.jar";

  @TempDir Path folder;
  private Letters letters = new Letters(RepositorySettings.of("releases"), Diffs.NONE, null);

  @BeforeEach
  void linkToARepository() throws IOException {
    Files.createDirectories(folder.resolve("repositories"));
    Files.writeString(folder.resolve("repohook.yaml"), "");
    Files.writeString(
        folder.resolve("repositories/releases.yaml"),
        "web_url: https://repo.example.com/{repository}/\n");
    letters =
        new Letters(
            RepositorySettings.read(
                "releases", ConfigLoader.load(folder, Map.of()).repository("releases")),
            Diffs.NONE,
            null);
  }

  @Test
  void aDeployIsItsArtifactWhoDidItAndItsFilesWithTheirSizes() {
    Letter letter =
        letter(
            new Deployment(
                SNAPSHOT,
                List.of(
                    file(ROCKET + "rocket-2.pom", 700L), file(ROCKET + "rocket-2.jar", 2_239_000L)),
                true));

    assertThat(letter.subject()).isEqualTo("com.example:rocket:2-SNAPSHOT deployed");
    assertThat(TextBody.of(letter))
        .isEqualTo(
            """
            com.example:rocket:2-SNAPSHOT was deployed to releases.

            artifact    com.example:rocket:2-SNAPSHOT
            snapshot    2-20261122.013020-1
            repository  releases
                        https://repo.example.com/releases/
            by          ci
            from        192.0.2.9
            files       2 files, 2.2 MB (2,239,700 bytes)

              com/example/rocket/2-SNAPSHOT/rocket-2.pom, 700 bytes
              com/example/rocket/2-SNAPSHOT/rocket-2.jar, 2.2 MB
            """);
    assertThat(HtmlBody.of(letter))
        .contains("<a href=\"https://repo.example.com/releases/\">releases</a>")
        .contains("2.2 MB (2,239,700 bytes)");
  }

  @Test
  void aFileIsItsPathItsSizeAndWhoAskedForIt() {
    FileEvent data =
        new FileEvent(
            new ArtifactFile(ROCKET + "rocket-2.jar", null, "jar", 2239L, FileChange.DOWNLOADED),
            SNAPSHOT,
            Map.of(),
            "Apache-Maven/3.9.11",
            List.of());

    assertThat(TextBody.of(letter(data)))
        .contains("path        com/example/rocket/2-SNAPSHOT/rocket-2.jar\n")
        .contains("snapshot    2-20261122.013020-1\n")
        .contains("size        2.2 kB (2,239 bytes)\n")
        .contains("client      Apache-Maven/3.9.11\n");
  }

  @Test
  void whateverNamesHoldTheyAreTextAndNoMoreThanALine() {
    Coordinates named = new Coordinates(HOSTILE, HOSTILE, HOSTILE, HOSTILE);
    for (EventData data :
        List.<EventData>of(
            new Deployment(named, Collections.nCopies(300, file(HOSTILE, 1L)), false),
            new FileEvent(
                file(HOSTILE, null),
                named,
                Map.of(),
                HOSTILE,
                Collections.nCopies(300, HOSTILE)))) {
      Letter letter = letter(data);

      assertThat(TextBody.of(letter).lines())
          .noneMatch(line -> line.startsWith("Bcc"))
          .hasSizeLessThan(220)
          .contains("  and 100 more");
      assertThat(TextBody.of(letter).codePoints().filter(c -> c < ' ' && c != '\n')).isEmpty();
      assertThat(HtmlBody.of(letter)).doesNotContain("<script>").contains("&lt;script&gt;");
    }
  }

  private Letter letter(EventData data) {
    return letters.of(
        new Event(
            "evt_1",
            EmailFixture.NOW,
            Repository.artifact("releases"),
            new Actor("ci", null, "192.0.2.9"),
            data));
  }

  private static ArtifactFile file(String path, @Nullable Long size) {
    return new ArtifactFile(path, null, "jar", size, FileChange.CREATED);
  }
}

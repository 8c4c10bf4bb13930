package io.repohook.server.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repohook.artifact.ImaginedRequest;
import io.repohook.channel.http.HttpClients;
import io.repohook.route.Located;
import io.repohook.server.Configuration;
import io.repohook.spool.MalformedSpoolFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths as people have them at hand. */
class ExplainedPathTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/repository/releases/g/a.zip                 | write that within the repository: g/a.zip",
        "https://repo.example.com/repository/releases/g/a.zip | the repository: g/a.zip",
        "https://repo.example.com/other/g/a.zip       | is a URL; write the path within the repository",
        "g/../a.zip                                   | is no path of a file",
      })
  void whatIsNoPathWithinTheRepositoryIsRefusedWithTheRightOne(String path, String told) {
    assertThatThrownBy(() -> explain(path))
        .isInstanceOf(MalformedSpoolFileException.class)
        .hasMessageContaining(told);
  }

  @ParameterizedTest
  @ValueSource(strings = {"g/a.zip", "/g/a.zip", "repository/releases/a.zip", "a b%20c.jar"})
  void anyOtherIsExplained(String path) throws Exception {
    assertThat(explain(path)).hasSize(1);
  }

  private List<Explained> explain(String path) throws Exception {
    Files.createDirectories(folder.resolve("repositories"));
    Files.writeString(folder.resolve("repohook.yaml"), "");
    Files.writeString(
        folder.resolve("repositories/releases.yaml"),
        """
        artifacts:
          access_log: {file: /var/log/request.log, format: nexus, path: /repository/releases/}
        subscriptions:
          ci: {webhook: "https://ci.example.com/"}
        """);
    InstantSource clock = InstantSource.system();
    try (HttpClients http = new HttpClients(1, clock)) {
      Configuration read = Configuration.read(folder, Map.of(), http, clock);
      Located where = read.routes().names().named("releases").orElseThrow();
      return new Explainer(read, clock)
          .request(where, new ImaginedRequest(ImaginedRequest.Kind.UPLOAD, path, null, null));
    }
  }
}

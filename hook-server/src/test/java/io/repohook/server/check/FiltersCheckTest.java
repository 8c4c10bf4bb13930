package io.repohook.server.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.http.HttpClients;
import io.repohook.config.Problem;
import io.repohook.server.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FiltersCheckTest {
  private static final String FILTER = "artifacts: {servlet_filter: true}\n";

  @TempDir Path folder;

  @Test
  void aFilterWhoseAccountNobodyNamedIsWarnedOf() throws IOException {
    assertThat(check("", "web_url: https://x.example.com/\n" + FILTER, ""))
        .singleElement()
        .hasToString(
            "repositories/releases.yaml:2: warning: artifacts.servlet_filter: no account may report"
                + " for releases but root and repohook: what a container of another account reports"
                + " goes to quarantine; add the account that the container runs as:"
                + " accept_from: [tomcat]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "accept_from: [tomcat]/" + FILTER + "/",
        "/accept_from: [tomcat]\n" + FILTER + "/",
        "/" + FILTER + "/accept_from: [tomcat]",
        "/artifacts: {embedded: {folder: \\srv}}/",
      })
  void whereOneIsNamedOrTheServerIsOurOwnAllIsWell(String files) throws IOException {
    String[] each = files.split("/", -1);

    assertThat(check(each[0], each[1].replace("\\", "/"), each[2])).isEmpty();
  }

  private List<Problem> check(String server, String repository, String all) throws IOException {
    Files.createDirectories(folder.resolve("repositories"));
    Files.writeString(folder.resolve("repohook.yaml"), server);
    Files.writeString(folder.resolve("repositories/releases.yaml"), repository);
    Files.writeString(folder.resolve("repositories/_all.yaml"), all);
    try (HttpClients http = new HttpClients(1, InstantSource.system())) {
      Configuration read = Configuration.read(folder, Map.of(), http, InstantSource.system());
      assertThat(read.problems().errors()).isEmpty();
      Findings findings = new Findings();
      new FiltersCheck(read, new Account("repohook", Set.of()), findings).run();
      return findings.all();
    }
  }
}

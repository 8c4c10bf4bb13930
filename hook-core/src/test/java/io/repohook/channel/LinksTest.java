package io.repohook.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.config.ConfigFiles;
import io.repohook.config.ConfigTree;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinksTest {
  @TempDir Path folder;

  @Test
  void namesAreFilledInAndStayOneUrl() {
    ConfigTree tree =
        tree(
            "repositories/_all.yaml",
            """
            web_url: https://git.example.com/{repository}
            commit_url: https://git.example.com/{repository}/commit/{commit}
            """);

    Links links = RepositorySettings.read("a b/ocean#1", tree.repository("a b/ocean#1")).links();

    assertThat(links.repository()).contains("https://git.example.com/a%20b/ocean%231");
    assertThat(links.commit("da15"))
        .contains("https://git.example.com/a%20b/ocean%231/commit/da15");
    assertThat(tree.problems().all()).isEmpty();
  }

  @Test
  void withoutConfigurationThereIsNone() {
    assertThat(Links.NONE.repository()).isEmpty();
    assertThat(Links.NONE.commit("da15")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'web_url: git.example.com',            not a web address",
    "'web_url: ftp://git.example.com/',     not a web address",
    "'web_url: https://a.example/{commit}',         nothing is known by the name {commit}",
    "'commit_url: https://a.example/{repo}',        nothing is known by the name {repo}",
  })
  void whatIsNoLinkIsAProblem(String line, String wrong) {
    ConfigTree tree = tree("repositories/ocean.yaml", line + "\n");

    Links links = RepositorySettings.read("ocean", tree.repository("ocean")).links();

    assertThat(links.repository()).isEmpty();
    assertThat(tree.problems().errors()).singleElement().asString().contains(wrong);
  }

  private ConfigTree tree(String file, String text) {
    return ConfigFiles.in(folder, "@ " + file + "\n" + text).load();
  }
}

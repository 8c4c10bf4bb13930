package io.repohook.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.Event;
import io.repohook.event.Push;
import io.repohook.git.ledger.GitName;
import io.repohook.spool.SpoolFile;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefNameTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "it's",
        "\"quoted\"",
        ";$<>&|#%",
        "$(id)`id`",
        "h\u00e4\u65e5\u672c",
        "a,b{c}",
        "@x",
        "feature/a/b/c"
      })
  void nameIsToldAsGitHasIt(String name) throws Exception {
    GitFixture git = new GitFixture(folder);
    TakenIn taken = new TakenIn(git.server);
    git.commit("a");
    Push push = taken.push(git.push("main:refs/heads/" + name));

    assertThat(push.ref()).isEqualTo("refs/heads/" + name);
    assertThat(push.newCommits()).isOne();
    assertThat(taken.ledger()).isEqualTo(git.refs());
  }

  @Test
  void longNameIsToldWhole() throws Exception {
    GitFixture git = new GitFixture(folder);
    git.commit("a");
    String name = "refs/heads/" + "x".repeat(200) + "/" + "y".repeat(200);

    assertThat(new TakenIn(git.server).push(git.push("main:" + name)).ref()).isEqualTo(name);
  }

  @Test
  void bytesThatAreNoTextAreEscapedAndKeptApart() throws Exception {
    GitFixture git = new GitFixture(folder);
    TakenIn taken = new TakenIn(git.server);
    String id = git.commit("a");
    git.push("main");
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (String each : List.of("Gr\u00fc\u00dfe", "\u00fc", "\u00dc")) {
      String line = GitFixture.ZERO + " " + id + " refs/heads/" + each + "\n";
      lines.writeBytes(line.getBytes(ISO_8859_1));
    }
    SpoolFile file = git.file(GitSource.PUSH, lines.toByteArray());

    List<Event> events = taken.take(file);

    assertThat(events)
        .extracting(each -> each.data().subject())
        .containsExactly("refs/heads/Gr\\xFC\\xDFe", "refs/heads/\\xFC", "refs/heads/\\xDC");
    assertThat(taken.ledger()).contains("refs/heads/\\xFC " + id, "refs/heads/\\xDC " + id);
  }

  @Test
  void goodBytesAroundBadOnesStay() {
    ByteArrayOutputStream name = new ByteArrayOutputStream();
    name.writeBytes("\u65e5".getBytes(UTF_8));
    name.writeBytes(new byte[] {(byte) 0xff, (byte) 0xc3});
    name.writeBytes("\u00e4".getBytes(UTF_8));
    name.writeBytes(new byte[] {(byte) 0xe6, (byte) 0x97});

    assertThat(GitName.text(name.toByteArray())).isEqualTo("\u65e5\\xFF\\xC3\u00e4\\xE6\\x97");
  }
}

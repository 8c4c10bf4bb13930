package io.repohook.git;

import static io.repohook.git.EdgeCase.row;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.Commit;
import io.repohook.event.Event;
import io.repohook.event.Push;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Rows about the files of a commit; which files it changes is also asked of git each time. */
final class FileCases {
  private FileCases() {}

  static Stream<EdgeCase> rows() {
    return Stream.of(
        files("rename", work -> work.clone.run("mv", "kept", "moved"), "A moved", "D kept"),
        files(
            "rename of case alone",
            work -> work.clone.run("mv", "kept", "KEPT"),
            "A KEPT",
            "D kept"),
        files("copy", work -> Files.copy(path(work, "kept"), path(work, "copy")), "A copy"),
        indexed(
            "change of mode",
            work -> work.clone.run("update-index", "--chmod=+x", "kept"),
            "M kept"),
        files(
            "symbolic link",
            work -> Files.createSymbolicLink(path(work, "link"), Path.of("kept")),
            "A link"),
        files(
            "file that becomes a symbolic link",
            work -> {
              Files.delete(path(work, "kept"));
              Files.createSymbolicLink(path(work, "kept"), Path.of("other"));
            },
            "M kept"),
        files(
            "file that becomes a folder",
            work -> {
              Files.delete(path(work, "kept"));
              Files.writeString(Files.createDirectory(path(work, "kept")).resolve("in"), "x");
            },
            "A kept/in",
            "D kept"),
        indexed(
            "submodule",
            work ->
                work.clone.run(
                    "update-index", "--add", "--cacheinfo", "160000," + work.head() + ",module"),
            "A module"),
        files(
            "binary file and one with CR LF",
            work -> {
              Files.write(path(work, "binary"), new byte[] {0, 1, 2, (byte) 0xff});
              write(work, "crlf", "one\r\ntwo\r\n");
            },
            "A binary",
            "A crlf"),
        files(
            "names with space, tab, line feed, quote and backslash",
            work -> {
              write(work, "a b", "x");
              write(work, "a\tb", "x");
              write(work, "a\nb", "x");
              write(work, "a\"b", "x");
              write(work, "a\\b", "x");
              write(work, "M\u00fcll", "x");
            },
            "A M\u00fcll",
            "A a\tb",
            "A a\nb",
            "A a b",
            "A a\"b",
            "A a\\b"),
        indexed(
            "names that are not UTF-8, and would be one as ISO-8859-1",
            work -> {
              String blob = "100644 " + work.clone.run("rev-parse", "HEAD:kept") + "\t";
              ByteArrayOutputStream names = new ByteArrayOutputStream();
              names.writeBytes((blob + "M\u00fcll\n").getBytes(UTF_8));
              names.writeBytes((blob + "M\u00fcll\n").getBytes(ISO_8859_1));
              work.clone.runWith(names.toByteArray(), "update-index", "--index-info");
            },
            "A M\u00fcll",
            "A M\\xFCll"),
        many());
  }

  private static EdgeCase many() {
    return row(
            "5,000 files in a commit",
            (both, work) -> {
              write(work, "kept", "x");
              work.commit("first");
              String blob = work.clone.run("rev-parse", "HEAD:kept");
              StringBuilder index = new StringBuilder();
              for (int i = 0; i < 5_000; i++) {
                index.append("100644 " + blob + "\tmany/" + i + "\n");
              }
              work.clone.runWith(index.toString(), "update-index", "--index-info");
              work.commitAll("many");
              both.push("main");
            },
            "created refs/heads/main +2 new=2 -0")
        .and(
            events -> {
              Commit commit = last(events);
              assertThat(commit.changedFiles()).isEqualTo(5_000);
              assertThat(commit.filesTruncated()).isTrue();
            });
  }

  /** Changes files, or the index. */
  @FunctionalInterface
  private interface Change {
    void in(GitFixture work) throws Exception;
  }

  /** A change of the work tree. */
  private static EdgeCase files(String name, Change change, String... changed) {
    return indexed(
        name,
        work -> {
          change.in(work);
          work.clone.run("add", "--all");
        },
        changed);
  }

  /** A change of the index. */
  private static EdgeCase indexed(String name, Change change, String... changed) {
    return row(
            name,
            (both, work) -> {
              write(work, "kept", "line\n".repeat(9));
              work.commit("other");
              both.push("main");
              change.in(work);
              work.commitAll("change");
              both.push("main");
            },
            "created refs/heads/main +1 new=1 -0",
            "updated refs/heads/main +1 new=1 -0")
        .and(
            events ->
                assertThat(EdgeCasesTest.files(last(events)))
                    .containsExactlyInAnyOrderElementsOf(List.of(changed)));
  }

  private static Commit last(List<Event> events) {
    List<Commit> commits = ((Push) events.get(events.size() - 1).data()).commits();
    return commits.get(commits.size() - 1);
  }

  private static Path path(GitFixture work, String name) {
    return work.clone.folder().resolve(name);
  }

  private static void write(GitFixture work, String name, String text) throws IOException {
    Files.writeString(path(work, name), text);
  }
}

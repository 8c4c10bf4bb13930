package io.repohook.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.Change;
import io.repohook.event.Commit;
import io.repohook.event.Event;
import io.repohook.event.Push;
import io.repohook.event.Tag;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every row of the table, pushed by real git to git's own server and to a JGit server: both tell
 * the same, it is what the row says, and counts, commits and files are what git says.
 */
class EdgeCasesTest {
  @TempDir Path folder;

  static Stream<EdgeCase> rows() {
    return Stream.of(RefCases.rows(), CommitCases.rows(), FileCases.rows()).flatMap(each -> each);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void rowIsToldAlikeByBothServers(EdgeCase row) throws Exception {
    try (BothServers both = new BothServers(folder)) {
      row.story().in(both, both.work);
      List<Event> events = both.events();

      assertThat(events.stream().map(EdgeCasesTest::words)).containsExactlyElementsOf(row.told());
      for (Event each : events) {
        if (each.data() instanceof Push push) {
          asGitSays(push, both.work.clone);
        }
      }
      row.check().of(events);
    }
  }

  private static String words(Event event) {
    if (event.data() instanceof Tag tag) {
      return "%s %s %s%s"
          .formatted(
              tag.change().wireName(),
              tag.ref(),
              tag.tagger() == null ? "light" : "annotated",
              tag.commit() == null ? "" : " commit");
    }
    Push push = (Push) event.data();
    return "%s %s +%d new=%d -%d"
        .formatted(
            push.change().wireName(),
            push.ref().replaceAll("[0-9a-f]{40}", "ID"),
            push.addedCommits(),
            push.newCommits(),
            push.discardedCommits());
  }

  private static void asGitSays(Push push, Git git) throws Exception {
    if (push.change() == Change.UPDATED || push.change() == Change.FORCED) {
      assertThat(push.commits().stream().map(Commit::id))
          .containsExactlyInAnyOrderElementsOf(
              git.lines("rev-list", push.before() + ".." + push.after()));
    }
    for (Commit each : push.commits()) {
      if (each.filesTruncated()) {
        continue; // The row itself looks at it.
      }
      List<String> words =
          new ArrayList<>(List.of("-c", "core.quotePath=false", "diff-tree", "-r", "--root"));
      words.addAll(List.of("--no-commit-id", "--no-renames", "--name-status", "-m", "-z"));
      words.add("--diff-merges=first-parent");
      words.add(each.id());
      // Here git's words are read as UTF-8, which leaves nothing of bytes that are none.
      assertThat(files(each).stream().map(name -> name.replaceAll("\\\\x[0-9A-F]{2}", "\uFFFD")))
          .as(each.id())
          .containsExactlyInAnyOrderElementsOf(changed(git.run(words.toArray(String[]::new))));
    }
  }

  /** What a commit changes, as lines of {@code git diff-tree --name-status}. */
  static List<String> files(Commit commit) {
    List<String> files = new ArrayList<>();
    commit.added().forEach(each -> files.add("A " + each));
    commit.removed().forEach(each -> files.add("D " + each));
    commit.modified().forEach(each -> files.add("M " + each));
    files.sort(null);
    return files;
  }

  private static List<String> changed(String raw) {
    List<String> files = new ArrayList<>();
    String[] words = raw.split("\0");
    for (int i = 0; i + 1 < words.length; i += 2) {
      files.add((words[i].equals("T") ? "M" : words[i]) + " " + words[i + 1]);
    }
    files.sort(null);
    return files;
  }
}

package io.repohook.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.Commit;
import io.repohook.event.Event;
import io.repohook.event.Push;
import io.repohook.git.ledger.RefUpdate;
import io.repohook.spool.SpoolFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A history as long as a large project's, pushed in many slices by real git and taken in at any
 * moment after: every total is what {@code git rev-list} says.
 */
class LongHistoryTest {
  private static final int COMMITS = 50_000;
  private static final int MERGES = 2_000;
  private static final int SLICES = 200;
  private static final int LINES = 8;

  /** What a push lists of one ref at most. */
  private static final int LISTED = 2_048;

  /** What rev-list said of one line when it was pushed. */
  private record Said(RefUpdate line, List<String> added, int fresh, int discarded) {}

  /** The same of a push, and how many commits no branch had any more after it. */
  private record Step(List<Said> lines, int discarded) {}

  private final Random random = new Random(50_000);
  private final Map<String, String> branches = new TreeMap<>();
  private final Deque<SpoolFile> waiting = new ArrayDeque<>();
  private final Deque<Step> said = new ArrayDeque<>();
  private int fresh;
  private int discarded;

  @TempDir Path folder;

  @Test
  void totalsAreThoseOfRevList() throws Exception {
    GitFixture git = new GitFixture(folder);
    List<List<String>> slices = slices(git.clone);
    assertThat(git.clone.run("rev-list", "--count", "--all")).isEqualTo(String.valueOf(COMMITS));
    assertThat(git.clone.run("rev-list", "--count", "--merges", "--all"))
        .isEqualTo(String.valueOf(MERGES));
    TakenIn taken = new TakenIn(git.server);
    for (int i = 0; i < SLICES; i++) {
      push(git, slices.get(i), i == SLICES - 1);
      while (!waiting.isEmpty() && random.nextInt(3) == 0) {
        takeOne(taken);
      }
    }
    while (!waiting.isEmpty()) {
      takeOne(taken);
    }
    assertThat(fresh - discarded)
        .isEqualTo(Integer.parseInt(git.bare.run("rev-list", "--count", "--branches")))
        .isEqualTo(COMMITS);
    assertThat(taken.ledger()).isEqualTo(git.refs());
  }

  /** Where each line of development is at the end of each slice. */
  private List<List<String>> slices(Git clone) throws Exception {
    Set<Integer> ends = new TreeSet<>(Set.of(COMMITS));
    while (ends.size() < SLICES) {
      ends.add(LINES + random.nextInt(COMMITS - LINES));
    }
    Set<Integer> merges = new HashSet<>();
    while (merges.size() < MERGES) {
      merges.add(LINES + 1 + random.nextInt(COMMITS - LINES));
    }
    int[] heads = new int[LINES];
    List<int[]> at = new ArrayList<>();
    StringBuilder stream = new StringBuilder("reset refs/heads/pool\n");
    for (int mark = 1; mark <= COMMITS; mark++) {
      int line = mark <= LINES ? mark - 1 : random.nextInt(LINES);
      int from = mark <= LINES ? mark - 1 : heads[line];
      stream.append("commit refs/heads/pool\nmark :" + mark + "\ncommitter A <a@b> ");
      // Clocks that are a little wrong, as among many people.
      stream.append(1_600_000_000 + mark * 600L - random.nextInt(3_000)).append(" +0000\n");
      stream.append("data 0\n").append(from == 0 ? "" : "from :" + from + "\n");
      if (merges.contains(mark)) {
        int other = (line + 1 + random.nextInt(LINES - 1)) % LINES;
        stream.append("merge :" + heads[other] + "\n");
        // Sometimes what was merged goes on from there.
        heads[other] = random.nextBoolean() ? mark : heads[other];
      }
      stream.append(
          "M 644 inline d" + mark % 50 + "/f" + mark % 7 + "\ndata <<E\n" + mark + "\nE\n");
      heads[line] = mark;
      if (ends.contains(mark)) {
        at.add(heads.clone());
      }
    }
    for (int line = 0; line < LINES; line++) {
      stream.append("reset refs/heads/line-" + line + "\nfrom :" + heads[line] + "\n");
    }
    Path marks = clone.folder().resolve("marks");
    clone.runWith(stream.toString(), "fast-import", "--quiet", "--export-marks=" + marks);
    clone.run("commit-graph", "write", "--reachable"); // So that rev-list is asked faster.
    Map<Integer, String> ids = new HashMap<>();
    for (String each : Files.readAllLines(marks)) {
      String[] words = each.substring(1).split(" ");
      ids.put(Integer.parseInt(words[0]), words[1]);
    }
    return at.stream().map(marked -> Arrays.stream(marked).mapToObj(ids::get).toList()).toList();
  }

  /** Pushes some lines as they are at the end of a slice, or all; some branches go, or go back. */
  private void push(GitFixture git, List<String> heads, boolean all) throws Exception {
    List<String> words = new ArrayList<>();
    for (int line = 0; line < LINES; line++) {
      String ref = "refs/heads/line-" + line;
      String now = branches.get(ref);
      if (all || random.nextInt(3) == 0) {
        words.add("+" + heads.get(line) + ":" + ref);
      } else if (now != null && random.nextInt(20) == 0) {
        words.add(random.nextBoolean() ? ":" + ref : "+" + now + "~3:" + ref);
      }
    }
    if (random.nextInt(4) == 0) {
      words.add("+" + heads.get(0) + "~" + random.nextInt(9) + ":refs/heads/release");
    }
    if (words.isEmpty()) {
      return;
    }
    SpoolFile file = git.push(words.toArray(String[]::new));
    List<RefUpdate> lines = RefUpdate.lines(file.bytes(RefUpdate.RECORD).orElseThrow());
    if (!lines.isEmpty()) {
      waiting.add(file);
      said.add(said(git, lines));
    }
  }

  private Step said(GitFixture git, List<RefUpdate> lines) throws Exception {
    List<String> before = List.copyOf(branches.values());
    for (RefUpdate line : lines) {
      if (line.isDeletion()) {
        branches.remove(line.ref());
      } else {
        branches.put(line.ref(), line.after());
      }
    }
    List<String> known = new ArrayList<>(before);
    List<Said> told = new ArrayList<>();
    Set<String> goneWithAny = new HashSet<>();
    for (RefUpdate line : lines) {
      List<String> added = List.of();
      int unseen = 0;
      if (!line.isDeletion()) {
        added = revList(git, line.after(), line.isCreation() ? before : List.of(line.before()));
        unseen = revList(git, line.after(), known).size();
        known.add(line.after());
      }
      List<String> gone =
          line.isCreation() ? List.of() : revList(git, line.before(), branches.values());
      goneWithAny.addAll(gone);
      told.add(new Said(line, added, unseen, gone.size()));
    }
    return new Step(told, goneWithAny.size());
  }

  private static List<String> revList(GitFixture git, String tip, Iterable<String> not)
      throws Exception {
    List<String> words = new ArrayList<>(List.of(tip, "--not"));
    not.forEach(words::add);
    words.add(0, "rev-list");
    return git.clone.lines(words.toArray(String[]::new));
  }

  private void takeOne(TakenIn taken) throws Exception {
    List<Event> events = taken.takeFirst(List.copyOf(waiting));
    waiting.remove();
    Step step = said.remove();
    List<Said> expected = step.lines();
    assertThat(events).hasSameSizeAs(expected);
    for (int i = 0; i < events.size(); i++) {
      Push push = (Push) events.get(i).data();
      Said each = expected.get(i);
      assertThat(push.ref()).isEqualTo(each.line().ref());
      assertThat(List.of(push.addedCommits(), push.newCommits(), push.discardedCommits()))
          .as("added, new and discarded by %s", each.line())
          .containsExactly(each.added().size(), each.fresh(), each.discarded());
      assertThat(push.truncated()).isEqualTo(each.added().size() > LISTED);
      List<String> listed = push.commits().stream().map(Commit::id).toList();
      if (push.truncated()) {
        assertThat(each.added()).containsAll(listed);
      } else {
        assertThat(listed).containsExactlyInAnyOrderElementsOf(each.added());
      }
      fresh += push.newCommits();
    }
    discarded += step.discarded();
  }
}

package io.repohook.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.Commit;
import io.repohook.event.Event;
import io.repohook.event.Push;
import io.repohook.spool.SpoolFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random histories, pushed at random: every push is taken in only when all are made, and what it
 * tells is compared with what {@code git rev-list} said when it was made.
 */
class RandomHistoriesTest {
  private static final int HISTORIES = 200;
  private static final int COMMITS = 30;
  private static final int PUSHES = 6;
  private static final List<String> REFS =
      List.of("heads/main", "heads/a", "heads/b", "heads/c/d", "tags/v1", "notes/x");

  /** A line as git told it, and what rev-list said then. */
  private record Expected(
      String ref, String before, List<String> added, Set<String> fresh, List<String> discarded) {}

  @TempDir Path folder;

  @Test
  void commitsAreThoseOfRevListAndNewOnceForEachTimeTheyBecomeReachable() throws Exception {
    Git git = Git.in(folder);
    git.run("init", "-q", "--bare", "--template=", "server.git");
    Git server = Git.in(folder.resolve("server.git"));
    List<List<String>> histories = histories(server);
    for (int seed = 0; seed < HISTORIES; seed++) {
      new Pushes(server, histories.get(seed), seed).areToldAsRevListSaid();
    }
  }

  /** Makes all commits of all histories at once; their ids, parents first. */
  private static List<List<String>> histories(Git server) throws Exception {
    StringBuilder stream = new StringBuilder();
    for (int seed = 0; seed < HISTORIES; seed++) {
      Random random = new Random(seed);
      for (int i = 0; i < COMMITS; i++) {
        int mark = seed * COMMITS + i + 1;
        // Equal and slightly wrong dates: no more than git's own rev-list copes with.
        long date = 1_700_000_000 + (long) mark * 60 - random.nextInt(150);
        boolean root = i == 0 || random.nextInt(20) == 0;
        stream.append(root ? "reset refs/pool\n" : "");
        stream.append("commit refs/pool\nmark :" + mark + "\n");
        stream.append("committer A <a@b> " + date + " +0000\ndata 0\n");
        if (!root) {
          Set<Integer> parents = new HashSet<>();
          for (int many = random.nextInt(6) - 2; parents.isEmpty() || many > 0; many--) {
            int parent = mark - 1 - random.nextInt(Math.min(i, 8));
            if (parents.add(parent)) {
              stream.append((parents.size() == 1 ? "from :" : "merge :") + parent + "\n");
            }
          }
        }
        stream.append("M 644 inline file\ndata <<E\n" + mark + "\nE\n");
      }
    }
    Path marks = server.folder().resolve("marks");
    server.runWith(
        stream.toString(), "fast-import", "--quiet", "--force", "--export-marks=" + marks);
    server.run("update-ref", "-d", "refs/pool");
    Map<Integer, String> ids = new HashMap<>();
    for (String line : Files.readAllLines(marks)) {
      String[] words = line.substring(1).split(" ");
      ids.put(Integer.parseInt(words[0]), words[1]);
    }
    List<List<String>> histories = new ArrayList<>();
    for (int seed = 0; seed < HISTORIES; seed++) {
      List<String> commits = new ArrayList<>();
      for (int i = 0; i < COMMITS; i++) {
        commits.add(ids.get(seed * COMMITS + i + 1));
      }
      histories.add(commits);
    }
    return histories;
  }

  /** Some pushes of one history. */
  private static final class Pushes {
    private final Git server;
    private final List<String> commits;
    private final Random random;
    private final String name;
    private final Map<String, String> refs = new TreeMap<>();
    private final StringBuilder moves = new StringBuilder();
    private final Map<List<String>, List<String>> said = new HashMap<>();
    private final List<SpoolFile> files = new ArrayList<>();
    private final List<List<Expected>> expected = new ArrayList<>();

    Pushes(Git server, List<String> commits, int seed) {
      this.server = server;
      this.commits = commits;
      this.random = new Random(seed);
      this.name = "history " + seed;
    }

    void areToldAsRevListSaid() throws Exception {
      if (random.nextBoolean()) {
        refs.put("refs/heads/main", commits.get(random.nextInt(5)));
        refs.put("refs/heads/kept", commits.get(random.nextInt(5)));
        transaction(refs);
      }
      for (int i = 0; i < PUSHES; i++) {
        push(i);
      }
      server.runWith(moves.toString(), "update-ref", "--stdin");
      TakenIn taken = new TakenIn(server.folder());
      for (int i = 0; i < files.size(); i++) {
        compare(name + ", push " + i, told(taken, i), expected.get(i));
      }
      assertThat(taken.ledger())
          .as(name)
          .isEqualTo(server.lines("for-each-ref", "--format=%(refname) %(objectname)"));
      server.runWith(deletions(), "update-ref", "--stdin");
    }

    private List<Event> told(TakenIn taken, int index) throws Exception {
      return taken.takeFirst(files.subList(index, files.size()));
    }

    private void push(int number) throws Exception {
      Map<String, String> after = new TreeMap<>(refs);
      List<String> lines = new ArrayList<>();
      List<Expected> told = new ArrayList<>();
      List<String> tips = branches();
      List<String> before = new ArrayList<>(tips);
      Map<String, String> moved = new HashMap<>();
      List<String> names = new ArrayList<>(REFS);
      Collections.shuffle(names, random);
      for (String each : names.subList(0, 1 + random.nextInt(4))) {
        String ref = "refs/" + each;
        String old = refs.getOrDefault(ref, GitFixture.ZERO);
        boolean delete = refs.containsKey(ref) && random.nextInt(5) == 0;
        // Mostly on, sometimes back or anywhere.
        int newest = Math.min(COMMITS, (number + 2) * COMMITS / (PUSHES + 1));
        String now = delete ? GitFixture.ZERO : commits.get(random.nextInt(newest));
        if (old.equals(now)) {
          continue;
        }
        lines.add(old + " " + now + " " + ref);
        moved.put(ref, now);
        if (delete) {
          after.remove(ref);
        } else {
          after.put(ref, now);
        }
        told.add(expected(ref, old, now, tips, before));
      }
      if (lines.isEmpty()) {
        return;
      }
      files.add(
          GitFixture.file(
              server.folder(),
              name + "-" + number,
              GitSource.PUSH,
              GitFixture.text(lines.toArray(String[]::new))));
      expected.add(told);
      transaction(moved);
      refs.clear();
      refs.putAll(after);
      for (Expected each : told) {
        if (each.ref.startsWith("refs/heads/") && !each.before.equals(GitFixture.ZERO)) {
          each.discarded.addAll(revList(each.before, branches()));
        }
      }
    }

    /** What rev-list says; and {@code before} then has what this line brought to the branches. */
    private Expected expected(
        String ref, String old, String now, List<String> tips, List<String> before)
        throws Exception {
      if (now.equals(GitFixture.ZERO)) {
        return new Expected(ref, old, List.of(), Set.of(), new ArrayList<>());
      }
      List<String> added =
          old.equals(GitFixture.ZERO) ? revList(now, tips) : revList(now, List.of(old));
      boolean branch = ref.startsWith("refs/heads/");
      Set<String> brought = new HashSet<>(revList(now, branch ? before : tips));
      brought.retainAll(added);
      if (branch) {
        before.add(now);
      }
      return new Expected(ref, old, added, brought, new ArrayList<>());
    }

    private List<String> revList(String from, List<String> without) throws Exception {
      List<String> words = new ArrayList<>(List.of("rev-list", from, "--not"));
      without.stream().distinct().sorted().forEach(words::add);
      List<String> known = said.get(words);
      if (known == null) {
        known = server.lines(words.toArray(String[]::new));
        said.put(words, known);
      }
      return known;
    }

    private List<String> branches() {
      return refs.entrySet().stream()
          .filter(each -> each.getKey().startsWith("refs/heads/"))
          .map(Map.Entry::getValue)
          .toList();
    }

    private void transaction(Map<String, String> moved) {
      moves.append("start\n");
      moved.forEach(
          (ref, id) ->
              moves.append(
                  id.equals(GitFixture.ZERO)
                      ? "delete " + ref + "\n"
                      : "update " + ref + " " + id + "\n"));
      moves.append("commit\n");
    }

    private String deletions() {
      StringBuilder deletions = new StringBuilder();
      refs.keySet().forEach(ref -> deletions.append("delete " + ref + "\n"));
      return deletions.toString();
    }

    private static void compare(String push, List<Event> events, List<Expected> lines) {
      lines.removeIf(each -> each.ref.startsWith("refs/tags/"));
      List<Push> told =
          events.stream()
              .map(Event::data)
              .filter(Push.class::isInstance)
              .map(Push.class::cast)
              .toList();
      assertThat(told).as(push).hasSameSizeAs(lines);
      for (int i = 0; i < told.size(); i++) {
        String line = push + ", " + lines.get(i).ref;
        assertThat(told.get(i).ref()).as(line).isEqualTo(lines.get(i).ref);
        assertThat(BranchPushTest.ids(told.get(i)))
            .as(line)
            .containsExactlyInAnyOrderElementsOf(lines.get(i).added);
        assertThat(newOnes(told.get(i))).as(line).isEqualTo(lines.get(i).fresh);
        assertThat(told.get(i).discardedCommits())
            .as(line)
            .isEqualTo(lines.get(i).discarded.size());
        parentsComeFirst(line, told.get(i).commits());
      }
    }

    private static Set<String> newOnes(Push push) {
      Set<String> newOnes = new HashSet<>();
      push.commits().stream().filter(Commit::isNew).map(Commit::id).forEach(newOnes::add);
      assertThat(push.newCommits()).isEqualTo(newOnes.size());
      return newOnes;
    }

    private static void parentsComeFirst(String line, List<Commit> commits) {
      Set<String> toCome = new HashSet<>();
      commits.forEach(each -> toCome.add(each.id()));
      for (Commit each : commits) {
        toCome.remove(each.id());
        assertThat(each.parents())
            .as(line + ", " + each.id())
            .doesNotContainAnyElementsOf(toCome.isEmpty() ? Set.of("none") : toCome);
      }
    }
  }
}

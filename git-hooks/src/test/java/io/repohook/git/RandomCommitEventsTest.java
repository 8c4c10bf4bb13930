package io.repohook.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.CommitAdded;
import io.repohook.event.Event;
import io.repohook.intake.CommitInterest;
import io.repohook.outbox.SubscriptionKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random pushes of a random history, taken in late: each subscription gets each commit once for
 * each time that it becomes reachable from one of its branches, as {@code git rev-list} says.
 */
class RandomCommitEventsTest {
  private static final int COMMITS = 200;
  private static final int PUSHES = 250;
  private static final List<String> BRANCHES = List.of("main", "a", "b", "release/1");
  private static final Map<String, Predicate<String>> WANTED =
      Map.of(
          "all", ref -> true,
          "main", ref -> ref.equals("refs/heads/main"),
          "not main", ref -> !ref.equals("refs/heads/main"));

  @TempDir Path folder;
  private final Random random = new Random(7);
  private final Map<String, String> refs = new TreeMap<>();

  @Test
  void eachSubscriptionGetsEachCommitOnceForEachTimeItComes() throws Exception {
    Git git = Git.in(folder);
    git.run("init", "-q", "--bare", "--template=", "server.git");
    Git server = Git.in(folder.resolve("server.git"));
    List<String> commits = commits(server);
    TakenIn taken = new TakenIn(server.folder());
    taken.take(GitFixture.file(server.folder(), "baseline", GitSource.BASELINE, new byte[0]));
    taken.want(
        WANTED.entrySet().stream()
            .map(
                each ->
                    new CommitInterest(
                        List.of(each.getKey()), each.getValue(), 2_048, Set.of(key(each.getKey()))))
            .toArray(CommitInterest[]::new));
    for (int i = 0; i < PUSHES; i++) {
      Map<String, Set<String>> before = tips();
      List<String> lines = push(commits);
      if (lines.isEmpty()) {
        continue;
      }
      List<Event> events =
          taken.take(
              GitFixture.file(
                  server.folder(),
                  "push-" + i,
                  GitSource.PUSH,
                  GitFixture.text(lines.toArray(String[]::new))));
      for (String who : WANTED.keySet()) {
        assertThat(got(who, events, taken))
            .as("push %d, %s", i, who)
            .containsExactlyInAnyOrderElementsOf(
                arrived(server, lines, Objects.requireNonNull(before.get(who)), who));
      }
    }
  }

  private static SubscriptionKey key(String who) {
    return new SubscriptionKey("ocean", who);
  }

  private static List<String> got(String who, List<Event> events, TakenIn taken) {
    List<String> ids = new ArrayList<>();
    for (Event each : events) {
      if (each.data() instanceof CommitAdded added
          && Objects.requireNonNull(taken.audiences.get(each.id())).contains(key(who))) {
        ids.add(Objects.requireNonNull(added.commit()).id());
      }
    }
    return ids;
  }

  private static List<String> arrived(
      Git server, List<String> lines, Set<String> before, String who) throws Exception {
    List<String> words = new ArrayList<>(List.of("rev-list"));
    for (String line : lines) {
      String[] parts = line.split(" ");
      if (Objects.requireNonNull(WANTED.get(who)).test(parts[2])
          && !parts[1].equals(GitFixture.ZERO)) {
        words.add(parts[1]);
      }
    }
    if (words.size() == 1) {
      return List.of();
    }
    words.add("--not");
    words.addAll(before);
    return server.lines(words.toArray(String[]::new));
  }

  /** Where the branches are that each subscription admits. */
  private Map<String, Set<String>> tips() {
    Map<String, Set<String>> tips = new TreeMap<>();
    WANTED.forEach(
        (who, admits) -> {
          Set<String> theirs = new HashSet<>();
          refs.forEach(
              (ref, id) -> {
                if (admits.test(ref)) {
                  theirs.add(id);
                }
              });
          tips.put(who, theirs);
        });
    return tips;
  }

  private List<String> push(List<String> commits) {
    List<String> lines = new ArrayList<>();
    List<String> names = new ArrayList<>(BRANCHES);
    Collections.shuffle(names, random);
    for (String each : names.subList(0, 1 + random.nextInt(3))) {
      String ref = "refs/heads/" + each;
      String old = refs.getOrDefault(ref, GitFixture.ZERO);
      boolean delete = refs.containsKey(ref) && random.nextInt(8) == 0;
      String now = delete ? GitFixture.ZERO : commits.get(random.nextInt(COMMITS));
      if (old.equals(now)) {
        continue;
      }
      lines.add(old + " " + now + " " + ref);
      if (delete) {
        refs.remove(ref);
      } else {
        refs.put(ref, now);
      }
    }
    return lines;
  }

  private List<String> commits(Git server) throws Exception {
    StringBuilder stream = new StringBuilder("reset refs/pool\n");
    for (int mark = 1; mark <= COMMITS; mark++) {
      stream.append("commit refs/pool\nmark :" + mark + "\ncommitter A <a@b> ");
      stream.append((1_700_000_000 + mark * 60L) + " +0000\ndata 0\n");
      Set<Integer> from = new HashSet<>();
      for (int many = random.nextInt(4) - 1; mark > 1 && (from.isEmpty() || many > 0); many--) {
        int parent = mark - 1 - random.nextInt(Math.min(mark - 1, 12));
        if (from.add(parent)) {
          stream.append((from.size() == 1 ? "from :" : "merge :") + parent + "\n");
        }
      }
    }
    Path marks = server.folder().resolve("marks");
    server.runWith(stream.toString(), "fast-import", "--quiet", "--export-marks=" + marks);
    server.run("update-ref", "-d", "refs/pool");
    String[] ids = new String[COMMITS];
    for (String line : Files.readAllLines(marks)) {
      String[] words = line.substring(1).split(" ");
      ids[Integer.parseInt(words[0]) - 1] = words[1];
    }
    return Arrays.asList(ids);
  }
}

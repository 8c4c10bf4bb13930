package io.repohook.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.Commit;
import io.repohook.event.Event;
import io.repohook.event.Push;
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
 * Random pushes whose files reach the spool in any order, some of them late, some never, and intake
 * looks at any moment.
 *
 * <p>What is told is followed step by step in a model of the refs: each step must begin where its
 * refs are, and a commit is new exactly when the step makes it reachable. In the end the model is
 * the repository.
 */
class RandomOrderTest {
  private static final int HISTORIES = 300;
  private static final int COMMITS = 24;
  private static final int PUSHES = 7;
  private static final List<String> BRANCHES = List.of("main", "a", "b", "c");

  @TempDir Path folder;

  /** The parents of each commit of every history. */
  private final Map<String, List<String>> parents = new HashMap<>();

  @Test
  void eachCommitIsNewOnceForEachTimeItBecomesReachable() throws Exception {
    Git git = Git.in(folder);
    git.run("init", "-q", "--bare", "--template=", "server.git");
    Git server = Git.in(folder.resolve("server.git"));
    List<List<String>> histories = histories(server);
    for (int seed = 0; seed < HISTORIES; seed++) {
      try (IntakeRig rig =
          new IntakeRig(Files.createDirectory(folder.resolve("rig" + seed)), server.folder())) {
        new Run(server, rig, histories.get(seed), seed).isToldRight();
      }
    }
  }

  private List<List<String>> histories(Git server) throws Exception {
    StringBuilder stream = new StringBuilder();
    for (int mark = 1; mark <= HISTORIES * COMMITS; mark++) {
      int i = (mark - 1) % COMMITS;
      Random random = new Random(mark);
      stream.append(i == 0 ? "reset refs/pool\n" : "").append("commit refs/pool\nmark :" + mark);
      stream.append("\ncommitter A <a@b> " + (1_700_000_000 + mark * 60L) + " +0000\ndata 0\n");
      Set<Integer> from = new HashSet<>();
      for (int many = random.nextInt(4) - 1; i > 0 && (from.isEmpty() || many > 0); many--) {
        int parent = mark - 1 - random.nextInt(Math.min(i, 6));
        if (from.add(parent)) {
          stream.append((from.size() == 1 ? "from :" : "merge :") + parent + "\n");
        }
      }
    }
    Path marks = server.folder().resolve("marks");
    server.runWith(stream.toString(), "fast-import", "--quiet", "--export-marks=" + marks);
    server.run("update-ref", "-d", "refs/pool");
    List<String> ids = new ArrayList<>(Collections.nCopies(HISTORIES * COMMITS, ""));
    for (String line : Files.readAllLines(marks)) {
      String[] words = line.substring(1).split(" ");
      ids.set(Integer.parseInt(words[0]) - 1, words[1]);
    }
    List<String> walk = new ArrayList<>(List.of("rev-list", "--parents", "--no-walk"));
    walk.add("--stdin");
    for (String line :
        server.runWith(String.join("\n", ids) + "\n", walk.toArray(String[]::new)).split("\n")) {
      List<String> words = List.of(line.split(" "));
      parents.put(words.get(0), words.subList(1, words.size()));
    }
    List<List<String>> histories = new ArrayList<>();
    for (int seed = 0; seed < HISTORIES; seed++) {
      histories.add(ids.subList(seed * COMMITS, (seed + 1) * COMMITS));
    }
    return histories;
  }

  private Set<String> reachable(Iterable<String> tips) {
    Set<String> reached = new HashSet<>();
    List<String> open = new ArrayList<>();
    tips.forEach(open::add);
    while (!open.isEmpty()) {
      String commit = open.remove(open.size() - 1);
      if (reached.add(commit)) {
        open.addAll(parents.getOrDefault(commit, List.of()));
      }
    }
    return reached;
  }

  /** One history. */
  private final class Run {
    private final Git server;
    private final IntakeRig rig;
    private final List<String> commits;
    private final Random random;
    private final String name;
    private final Map<String, String> real = new TreeMap<>();
    private final Map<String, String> model = new TreeMap<>();
    private final List<List<String>> files = new ArrayList<>();

    Run(Git server, IntakeRig rig, List<String> commits, int seed) {
      this.server = server;
      this.rig = rig;
      this.commits = commits;
      this.random = new Random(seed);
      this.name = "history " + seed;
    }

    void isToldRight() throws Exception {
      rig.spool(GitSource.BASELINE, rig.now, new byte[0]);
      rig.takeIn();
      StringBuilder moves = new StringBuilder();
      for (int i = 0; i < PUSHES; i++) {
        files.add(push(moves));
      }
      server.runWith(moves.toString(), "update-ref", "--stdin");
      boolean lost = random.nextInt(3) == 0;
      List<String> never = lost ? files.remove(random.nextInt(files.size())) : List.of();
      // Mostly as pushed, some pairs exchanged; sometimes in any order at all.
      if (random.nextInt(4) == 0) {
        Collections.shuffle(files, random);
      } else {
        for (int i = 1; i < files.size(); i++) {
          if (random.nextInt(3) == 0) {
            Collections.swap(files, i - 1, i);
          }
        }
      }
      for (List<String> lines : files) {
        if (!lines.isEmpty()) {
          rig.push("alice", lines.toArray(String[]::new));
        }
        if (random.nextInt(3) == 0) {
          follow(rig.takeIn());
        }
      }
      follow(rig.takeIn());
      follow(rig.takeInLater());
      assertThat(rig.spooled()).as(name).isZero();
      compareAndFollow();
      assertThat(model).as(name).isEqualTo(real);
      assertThat(rig.ledger()).as(name).isEqualTo(refs());
      assertThat(never).as(name).isNotNull();
      StringBuilder deletions = new StringBuilder();
      real.keySet().forEach(ref -> deletions.append("delete " + ref + "\n"));
      server.runWith(deletions.toString(), "update-ref", "--stdin");
    }

    /** What reconcile does. */
    private void compareAndFollow() throws Exception {
      List<String> lines = new ArrayList<>();
      Set<String> refs = new HashSet<>(real.keySet());
      refs.addAll(model.keySet());
      for (String ref : refs) {
        String before = model.getOrDefault(ref, GitFixture.ZERO);
        String after = real.getOrDefault(ref, GitFixture.ZERO);
        if (!before.equals(after)) {
          lines.add(before + " " + after + " " + ref);
        }
      }
      if (!lines.isEmpty()) {
        rig.spool(GitSource.COMPARISON, rig.now, GitFixture.text(lines.toArray(String[]::new)));
        follow(rig.takeInLater());
      }
    }

    private List<String> refs() {
      return real.entrySet().stream().map(each -> each.getKey() + " " + each.getValue()).toList();
    }

    private List<String> push(StringBuilder moves) {
      List<String> lines = new ArrayList<>();
      List<String> names = new ArrayList<>(BRANCHES);
      Collections.shuffle(names, random);
      moves.append("start\n");
      for (String each : names.subList(0, 1 + random.nextInt(3))) {
        String ref = "refs/heads/" + each;
        String old = real.getOrDefault(ref, GitFixture.ZERO);
        boolean delete = real.containsKey(ref) && random.nextInt(6) == 0;
        String now = delete ? GitFixture.ZERO : commits.get(random.nextInt(COMMITS));
        if (old.equals(now)) {
          continue;
        }
        lines.add(old + " " + now + " " + ref);
        moves.append(delete ? "delete " + ref + "\n" : "update " + ref + " " + now + "\n");
        if (delete) {
          real.remove(ref);
        } else {
          real.put(ref, now);
        }
      }
      moves.append("commit\n");
      return lines;
    }

    /** Follows what was told, step by step: the events of one file, reconciled ones apart. */
    private void follow(List<Event> events) {
      List<Push> step = new ArrayList<>();
      Set<String> seen = new HashSet<>();
      for (Event each : events) {
        Push push = (Push) each.data();
        // A ref that comes again, or another kind of report, begins another step.
        if (!step.isEmpty()
            && (!each.timestamp().equals(events.get(events.indexOf(each) - 1).timestamp())
                || push.reconciled() != step.get(0).reconciled()
                || !seen.add(push.ref()))) {
          follow(step, name);
          step.clear();
          seen.clear();
        }
        seen.add(push.ref());
        step.add(push);
      }
      follow(step, name);
    }

    private void follow(List<Push> step, String as) {
      Set<String> had = reachable(model.values());
      Set<String> brought = new HashSet<>();
      for (Push push : step) {
        assertThat(push.before())
            .as(as + ", " + push.ref())
            .isEqualTo(model.getOrDefault(push.ref(), GitFixture.ZERO));
        Set<String> now =
            push.after().equals(GitFixture.ZERO) ? Set.of() : reachable(List.of(push.after()));
        Set<String> news = new HashSet<>(now);
        news.removeAll(had);
        news.removeAll(brought);
        Set<String> told = new HashSet<>();
        push.commits().stream().filter(Commit::isNew).map(Commit::id).forEach(told::add);
        assertThat(told).as(as + ", " + push.ref()).isEqualTo(news);
        brought.addAll(news);
      }
      for (Push push : step) {
        if (push.after().equals(GitFixture.ZERO)) {
          model.remove(push.ref());
        } else {
          model.put(push.ref(), push.after());
        }
      }
    }
  }
}

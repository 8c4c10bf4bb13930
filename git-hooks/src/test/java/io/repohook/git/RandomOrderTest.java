package io.repohook.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.Commit;
import io.repohook.event.Event;
import io.repohook.event.EventData;
import io.repohook.event.Push;
import io.repohook.event.Tag;
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
  private static final int HISTORIES = 200;
  private static final int COMMITS = 24;
  private static final int PUSHES = 7;
  private static final List<String> REFS =
      List.of("heads/main", "heads/a", "heads/b", "heads/c", "tags/v1", "notes/x");

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
      for (int many = random.nextInt(6) - 2; i > 0 && (from.isEmpty() || many > 0); many--) {
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
        if (random.nextInt(4) == 0) {
          files.addAll(twoAtOnce(moves));
        } else {
          files.add(push(moves));
        }
      }
      server.runWith(moves.toString(), "update-ref", "--stdin");
      if (random.nextInt(3) == 0) {
        files.remove(random.nextInt(files.size())); // Its hook was off.
      }
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
      List<String> names = new ArrayList<>(REFS);
      Collections.shuffle(names, random);
      moves.append("start\n");
      for (String each : names.subList(0, 1 + random.nextInt(3))) {
        move("refs/" + each, lines, moves);
      }
      moves.append("commit\n");
      return lines;
    }

    /** Two pushers at once, whose refs git moves one by one: each may find what the other left. */
    private List<List<String>> twoAtOnce(StringBuilder moves) {
      List<String> names = new ArrayList<>();
      REFS.subList(0, 3).forEach(each -> names.addAll(List.of(each, each)));
      Collections.shuffle(names, random);
      List<List<String>> lines = List.of(new ArrayList<>(), new ArrayList<>());
      List<Set<String>> moved = List.of(new HashSet<>(), new HashSet<>());
      for (String each : names.subList(0, 2 + random.nextInt(5))) {
        int who = random.nextInt(2);
        who = moved.get(who).add(each) ? who : 1 - who;
        moved.get(who).add(each);
        moves.append("start\n");
        move("refs/" + each, lines.get(who), moves);
        moves.append("commit\n");
      }
      return lines;
    }

    private void move(String ref, List<String> lines, StringBuilder moves) {
      String old = real.getOrDefault(ref, GitFixture.ZERO);
      boolean delete = real.containsKey(ref) && random.nextInt(6) == 0;
      String now = delete ? GitFixture.ZERO : commits.get(random.nextInt(COMMITS));
      if (old.equals(now)) {
        return;
      }
      lines.add(old + " " + now + " " + ref);
      moves.append(delete ? "delete " + ref + "\n" : "update " + ref + " " + now + "\n");
      if (delete) {
        real.remove(ref);
      } else {
        real.put(ref, now);
      }
    }

    /** Follows what was told, step by step: the events of one file, reconciled ones apart. */
    private void follow(List<Event> events) {
      List<EventData> step = new ArrayList<>();
      Set<String> seen = new HashSet<>();
      for (int i = 0; i < events.size(); i++) {
        EventData data = events.get(i).data();
        // A ref that comes again, or another kind of report, begins another step.
        if (!step.isEmpty()
            && (!events.get(i).timestamp().equals(events.get(i - 1).timestamp())
                || reconciled(data) != reconciled(step.get(0))
                || !seen.add(data.subject()))) {
          followStep(step);
          step.clear();
          seen.clear();
        }
        seen.add(data.subject());
        step.add(data);
      }
      followStep(step);
    }

    private void followStep(List<EventData> step) {
      Set<String> had = reachable(branches());
      Set<String> brought = new HashSet<>();
      Map<String, String> after = new HashMap<>();
      for (EventData data : step) {
        if (data instanceof Push push) {
          isToldRight(push, had, brought);
          after.put(push.ref(), push.after());
        } else {
          Tag tag = (Tag) data;
          begins(tag.ref(), tag.before());
          after.put(tag.ref(), tag.after());
        }
      }
      after.forEach(
          (ref, id) -> {
            if (id.equals(GitFixture.ZERO)) {
              model.remove(ref);
            } else {
              model.put(ref, id);
            }
          });
    }

    private void begins(String ref, String before) {
      assertThat(before).as(name + ", " + ref).isEqualTo(model.getOrDefault(ref, GitFixture.ZERO));
    }

    private void isToldRight(Push push, Set<String> had, Set<String> brought) {
      String as = name + ", " + push.ref();
      begins(push.ref(), push.before());
      boolean isBranch = push.ref().startsWith("refs/heads/");
      boolean isCreation = push.before().equals(GitFixture.ZERO);
      Set<String> added =
          push.after().equals(GitFixture.ZERO) ? new HashSet<>() : reachable(List.of(push.after()));
      added.removeAll(isCreation ? had : reachable(List.of(push.before())));
      Set<String> news = new HashSet<>(added);
      news.removeAll(had);
      if (isBranch) {
        news.removeAll(brought);
        brought.addAll(news);
      }
      Set<String> listed = new HashSet<>();
      Set<String> told = new HashSet<>();
      for (Commit each : push.commits()) {
        assertThat(listed.add(each.id())).as(as).isTrue();
        if (each.isNew()) {
          told.add(each.id());
        }
      }
      assertThat(listed).as(as).isEqualTo(added);
      assertThat(told).as(as).isEqualTo(news);
    }

    private List<String> branches() {
      return model.entrySet().stream()
          .filter(each -> each.getKey().startsWith("refs/heads/"))
          .map(Map.Entry::getValue)
          .toList();
    }

    private static boolean reconciled(EventData data) {
      return data instanceof Push push ? push.reconciled() : ((Tag) data).reconciled();
    }
  }
}

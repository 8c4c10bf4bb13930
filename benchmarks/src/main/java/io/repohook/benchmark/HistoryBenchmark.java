package io.repohook.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repohook.event.Push;
import io.repohook.git.ledger.Ledger;
import io.repohook.git.ledger.RefUpdate;
import io.repohook.git.push.Circumstances;
import io.repohook.git.push.CommitDates;
import io.repohook.git.push.Limits;
import io.repohook.git.push.PushReader;
import io.repohook.outbox.SourceState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What a push of many commits brought, read as intake reads it, against {@code git rev-list
 * --count} over the same commits: one after the other, several times.
 *
 * <p>The push updates one branch of a repository that has others; one commit in 25 is a merge.
 * Rev-list is a process of its own and starts cold each time, as git does; the reader is warm, as
 * in a server.
 */
public final class HistoryBenchmark {
  private static final int ROUNDS = 7;
  private static final int MERGE_EVERY = 25;
  private static final int BEFORE = 1_000;

  private final int commits;
  private final int branches;
  private final Path folder;
  private final Limits limits;

  private HistoryBenchmark(int commits, int branches, int listed, Path folder) {
    this.limits = new Limits(listed, 3_000, 1 << 20);
    this.commits = commits;
    this.branches = branches;
    this.folder = folder;
  }

  /**
   * Runs it.
   *
   * @param args how many commits the push brings, 50,000 unless given; how many other branches
   *     there are, 100 unless given; how many commits are listed with their files, 20 unless given
   */
  public static void main(String[] args) throws Exception {
    int commits = args.length > 0 ? Integer.parseInt(args[0]) : 50_000;
    int branches = args.length > 1 ? Integer.parseInt(args[1]) : 100;
    int listed = args.length > 2 ? Integer.parseInt(args[2]) : 20;
    Path folder = Files.createTempDirectory("history");
    try {
      new HistoryBenchmark(commits, branches, listed, folder).run();
    } finally {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  private void run() throws Exception {
    make();
    String before = git("rev-parse", "before").strip();
    String after = git("rev-parse", "after").strip();
    Map<String, String> refs = new HashMap<>();
    for (String line : git("for-each-ref", "--format=%(refname) %(objectname)").split("\n")) {
      String[] words = line.split(" ");
      refs.put(words[0], words[1]);
    }
    refs.remove("refs/heads/after");
    refs.put("refs/heads/main", before);
    List<RefUpdate> push = List.of(new RefUpdate(before, after, "refs/heads/main"));
    double[] ratios = new double[ROUNDS];
    try (Repository repository =
        new FileRepositoryBuilder().setGitDir(folder.toFile()).setMustExist(true).build()) {
      for (int round = -2; round < ROUNDS; round++) {
        long start = System.nanoTime();
        int counted = Integer.parseInt(git("rev-list", "--count", before + ".." + after).strip());
        long bare = System.nanoTime() - start;
        start = System.nanoTime();
        int told = told(repository, refs, push);
        long ours = System.nanoTime() - start;
        if (told != counted) {
          throw new IllegalStateException("told " + told + " commits, rev-list " + counted);
        }
        System.out.printf(
            "%srev-list %4d ms, reader %4d ms, ratio %.2f%n",
            round < 0 ? "warming up: " : "", bare / 1_000_000, ours / 1_000_000, 1.0 * ours / bare);
        if (round >= 0) {
          ratios[round] = 1.0 * ours / bare;
        }
      }
    }
    Arrays.sort(ratios);
    System.out.printf("median ratio %.2f of %d commits%n", ratios[ROUNDS / 2], commits);
  }

  private int told(Repository repository, Map<String, String> refs, List<RefUpdate> push)
      throws IOException {
    Ledger ledger =
        Ledger.beginning(refs, new CommitDates(repository), new Nothing(), Instant.EPOCH);
    Circumstances circumstances = new Circumstances(List.of(), null, false);
    PushReader reader = new PushReader(repository, ledger, circumstances, limits);
    return ((Push) reader.read(push).get(0)).addedCommits();
  }

  /** A state in which nothing is kept yet. */
  private static final class Nothing implements SourceState {
    @Override
    public Optional<String> get(String key) {
      return Optional.empty();
    }

    @Override
    public Map<String, String> startingWith(String prefix) {
      return Map.of();
    }

    @Override
    public Map<String, String> next(String prefix, String after, int most) {
      return Map.of();
    }
  }

  private void make() throws Exception {
    git("init", "-q", "--bare", "--template=", ".");
    StringBuilder stream = new StringBuilder();
    for (int mark = 1; mark <= BEFORE + commits; mark++) {
      String ref = mark <= BEFORE ? "refs/heads/before" : "refs/heads/after";
      stream.append("commit " + ref + "\nmark :" + mark + "\ncommitter A <a@b> ");
      stream.append(1_500_000_000L + mark * 60L).append(" +0000\ndata 9\nmessage\n\n");
      stream.append(mark == 1 ? "" : "from :" + (mark - 1) + "\n");
      if (mark > BEFORE + 2 && mark % MERGE_EVERY == 0) {
        stream.append("merge :" + (mark - 2) + "\n");
      }
      stream.append("M 644 inline d" + mark % 97 + "/f\ndata 8\n");
      stream.append(String.format("%08d%n", mark));
    }
    for (int i = 0; i < branches; i++) {
      stream.append("reset refs/heads/other-" + i + "\nfrom :" + (1 + i % BEFORE) + "\n");
    }
    Path script = Files.writeString(folder.resolve("script"), stream);
    run(script, "fast-import", "--quiet");
    git("repack", "-a", "-d", "-q");
    git("pack-refs", "--all");
  }

  private String git(String... words) throws Exception {
    return run(null, words);
  }

  private String run(@Nullable Path input, String... words) throws Exception {
    String[] command = Stream.concat(Stream.of("git"), Stream.of(words)).toArray(String[]::new);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    if (input != null) {
      builder.redirectInput(input.toFile());
    }
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + " failed");
    }
    return out;
  }
}

package io.repohook.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.ThreadMXBean;
import io.repohook.event.Repository;
import io.repohook.git.GitSource;
import io.repohook.git.push.Limits;
import io.repohook.intake.Answer;
import io.repohook.intake.Situation;
import io.repohook.intake.Standing;
import io.repohook.outbox.Deposit;
import io.repohook.outbox.Store;
import io.repohook.outbox.sqlite.SqliteStore;
import io.repohook.spool.SpoolFile;
import io.repohook.spool.SpoolOwner;
import io.repohook.spool.SpoolRecord;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger of a repository with many refs costs: in the store, at first sight, and for each
 * push of one branch, from the spool file to the committed events; beside the same pushes to a
 * repository that has one branch.
 *
 * <p>Every branch ends at a commit of its own.
 */
public final class LedgerBenchmark {
  private static final int PUSHES = 40;
  private static final int WARM_UP = 20;

  private LedgerBenchmark() {}

  /**
   * Runs it.
   *
   * @param args how many branches there are and how many tags, 1,000 and 99,000 unless given
   */
  public static void main(String[] args) throws Exception {
    int branches = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
    int tags = args.length > 1 ? Integer.parseInt(args[1]) : 99_000;
    for (int[] refs : List.of(new int[] {1, 0}, new int[] {branches, tags})) {
      Path folder = Files.createTempDirectory("ledger");
      try {
        run(folder, refs[0], refs[1]);
      } finally {
        try (Stream<Path> all = Files.walk(folder)) {
          for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(each);
          }
        }
      }
    }
  }

  private static void run(Path folder, int branches, int tags) throws Exception {
    Path server = folder.resolve("server.git");
    String[] pushed = make(server, branches, tags);
    Path database = folder.resolve("store.db");
    SqliteStore.open(database).close();
    long before = Files.size(database);
    try (Store store = SqliteStore.open(database)) {
      long start = System.nanoTime();
      take(server, store, "baseline", GitSource.BASELINE, baseline(server));
      System.out.printf(
          "%d branches and %d tags: first sight %d ms%n", branches, tags, millis(start));
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long[] took = new long[PUSHES];
      long[] allocated = new long[PUSHES];
      for (int i = -WARM_UP; i < PUSHES; i++) {
        String line =
            pushed[i + WARM_UP] + " " + pushed[i + WARM_UP + 1] + " refs/heads/branch-0\n";
        long bytes = threads.getCurrentThreadAllocatedBytes();
        start = System.nanoTime();
        take(server, store, "push" + i, GitSource.PUSH, line.getBytes(UTF_8));
        if (i >= 0) {
          took[i] = System.nanoTime() - start;
          allocated[i] = threads.getCurrentThreadAllocatedBytes() - bytes;
        }
      }
      Arrays.sort(took);
      Arrays.sort(allocated);
      System.out.printf(
          "  a push of one branch: median %.1f ms, %d KB allocated%n",
          took[PUSHES / 2] / 1e6, allocated[PUSHES / 2] / 1024);
    }
    System.out.printf("  in the store: %.1f MB%n", (Files.size(database) - before) / 1e6);
  }

  private static long millis(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }

  /** As intake does it, without routing: nobody subscribed. */
  private static void take(Path server, Store store, String name, String kind, byte[] refs)
      throws Exception {
    GitSource source = new GitSource(() -> Duration.ZERO, () -> new Limits(2_048, 3_000, 1 << 20));
    Instant now = Instant.now();
    SpoolFile file =
        new SpoolFile(
            name,
            now,
            new SpoolOwner(0, "root"),
            List.of(
                SpoolRecord.of(SpoolFile.SOURCE, kind),
                SpoolRecord.of(SpoolFile.REPOSITORY, server.toString()),
                new SpoolRecord("refs", refs)));
    Situation situation =
        new Situation(
            Repository.git("ocean"),
            server,
            Standing.FOR_OTHERS,
            store.outbox().state("ocean"),
            List::of,
            now,
            true,
            List.of());
    Answer.Told told = (Answer.Told) source.take(file, situation);
    store
        .outbox()
        .commit(new Deposit(name, now, "ocean", List.of(), List.of(), told.stateChanges()));
  }

  private static byte[] baseline(Path server) throws Exception {
    return git(server, null, "for-each-ref", "--format=%(objectname) %(refname)").getBytes(UTF_8);
  }

  /** A repository; the commits to which its first branch is pushed, one after the other. */
  private static String[] make(Path server, int branches, int tags) throws Exception {
    Files.createDirectories(server);
    git(server, null, "init", "-q", "--bare", "--template=", ".");
    int pushes = PUSHES + WARM_UP;
    StringBuilder stream = new StringBuilder();
    for (int mark = 1; mark <= branches + pushes; mark++) {
      int from = mark > branches + 1 ? mark - 1 : 1;
      stream.append("commit refs/pool\nmark :" + mark + "\ncommitter A <a@b> ");
      stream.append(1_500_000_000L + mark * 60L).append(" +0000\ndata 0\n");
      stream.append(mark == 1 ? "" : "from :" + from + "\n");
      stream.append("M 644 inline f\ndata 1\nx\n");
    }
    Path script = Files.writeString(server.resolve("script"), stream);
    git(server, script, "fast-import", "--quiet", "--export-marks=marks");
    git(server, null, "update-ref", "-d", "refs/pool");
    String[] ids = new String[branches + pushes + 1];
    for (String line : Files.readAllLines(server.resolve("marks"))) {
      String[] words = line.substring(1).split(" ");
      ids[Integer.parseInt(words[0])] = words[1];
    }
    StringBuilder packed = new StringBuilder("# pack-refs with: peeled fully-peeled \n");
    for (int i = 0; i < branches; i++) {
      packed.append(ids[1 + i] + " refs/heads/branch-" + i + "\n");
    }
    for (int i = 0; i < tags; i++) {
      packed.append(ids[1 + i % branches] + " refs/tags/v" + i + "\n");
    }
    Files.writeString(server.resolve("packed-refs"), packed);
    String[] pushed = Arrays.copyOfRange(ids, branches, ids.length);
    pushed[0] = ids[1];
    return pushed;
  }

  private static String git(Path folder, @Nullable Path in, String... words) throws Exception {
    String[] command = Stream.concat(Stream.of("git"), Stream.of(words)).toArray(String[]::new);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    if (in != null) {
      builder.redirectInput(in.toFile());
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

package io.repohook.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import io.repohook.channel.http.HttpClients;
import io.repohook.outbox.Gathered;
import io.repohook.outbox.Store;
import io.repohook.outbox.sqlite.SqliteStore;
import io.repohook.server.Flow;
import io.repohook.server.LiveConfiguration;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What counting downloads costs: a log of nothing but downloads is read, from its file to the
 * committed counts, by a repository with two subscriptions that count them; and the same log by one
 * of which nobody wants downloads, so that its lines are read and forgotten. Beside them a small
 * part of it with each download told at once.
 */
public final class DownloadsBenchmark {
  private static final int ROUNDS = 3;
  private static final OperatingSystemMXBean CPU =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** Of each artifact two files are downloaded, as Maven does, and by so many addresses. */
  private static final int ADDRESSES = 20_000;

  private static final String COUNTED =
      """
        a: {webhook: "https://127.0.0.1/a", events: [artifact.downloaded], digest: 1d}
        b: {webhook: "https://127.0.0.1/b", events: [artifact.downloaded], digest: 1d,
            coordinates: ["com.example.*:*", "!*:*-SNAPSHOT"]}
      """;

  private static final String UNWANTED =
      """
        a: {webhook: "https://127.0.0.1/a"}
        b: {webhook: "https://127.0.0.1/b", coordinates: ["com.example.*:*", "!*:*-SNAPSHOT"]}
      """;

  private static final String AT_ONCE =
      """
        a: {webhook: "https://127.0.0.1:1/a", events: [artifact.downloaded], digest: off}
      """;

  private DownloadsBenchmark() {}

  /**
   * Runs it.
   *
   * @param args how many downloads there are and of how many artifacts, 1,000,000 and 5,000 unless
   *     given
   */
  public static void main(String[] args) throws Exception {
    int downloads = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    int artifacts = args.length > 1 ? Integer.parseInt(args[1]) : 5_000;
    Path folder = Files.createTempDirectory("downloads");
    try {
      Path log = write(folder.resolve("access.log"), downloads, artifacts);
      List<Double> ratios = new ArrayList<>();
      for (int round = 0; round <= ROUNDS; round++) {
        double unwanted = read(folder.resolve("unwanted-" + round), log, UNWANTED, 0);
        double counted = read(folder.resolve("counted-" + round), log, COUNTED, 2L * downloads);
        System.out.printf(
            "%,d downloads: unwanted %.2f s, counted %.2f s (%,.0f/s), ratio %.1f%s%n",
            downloads,
            unwanted,
            counted,
            downloads / counted,
            counted / unwanted,
            round == 0 ? "  (warm-up, not counted)" : "");
        if (round > 0) {
          ratios.add(counted / unwanted);
        }
      }
      ratios.sort(null);
      System.out.printf("median ratio %.1f%n", ratios.get(ratios.size() / 2));
      int few = downloads / 100;
      Path shorter = write(folder.resolve("short.log"), few, artifacts);
      double each = read(folder.resolve("at-once"), shorter, AT_ONCE, 0);
      System.out.printf("told at once, by one subscription: %,.0f/s%n", few / each);
    } finally {
      delete(folder);
    }
  }

  private static Path write(Path log, int downloads, int artifacts) throws IOException {
    Random random = new Random(6);
    try (BufferedWriter out = Files.newBufferedWriter(log, UTF_8)) {
      for (int i = 0; i < downloads; i++) {
        // Few are popular, most are not.
        int artifact = (int) (artifacts * Math.pow(random.nextDouble(), 3));
        int address = random.nextInt(ADDRESSES);
        out.write(
            "10.0.%d.%d - - [22/Nov/2026:01:%02d:%02d +0000] \"GET /releases/com/example/team%d/part-%d/1.%d/part-%d-1.%d.%s HTTP/1.1\" 200 %d \"-\" \"Apache-Maven/3.9.11 (Java 17.0.13; Linux 6.1.0)\"\n"
                .formatted(
                    address >> 8,
                    address & 255,
                    i / 60 % 60,
                    i % 60,
                    artifact % 10,
                    artifact,
                    artifact % 7,
                    artifact,
                    artifact % 7,
                    i % 2 == 0 ? "jar" : "pom",
                    1000 + artifact));
      }
    }
    return log;
  }

  /** Reads all of the log; in seconds of processor time, as neighbours do not change those much. */
  private static double read(Path folder, Path log, String subscriptions, long expected)
      throws Exception {
    Path config = Files.createDirectories(folder.resolve("config"));
    Files.createDirectories(config.resolve("repositories"));
    Files.writeString(
        config.resolve("repohook.yaml"),
        "spool: %s/spool\nstore: sqlite:%s/store.db\nlisten: 127.0.0.1:0\n"
            .formatted(folder, folder));
    Files.writeString(
        config.resolve("repositories/releases.yaml"),
        "artifacts:\n  access_log: {file: %s, format: combined, path: /releases/, start: beginning}\nsubscriptions:\n"
                .formatted(log)
            + subscriptions);
    InstantSource clock = InstantSource.system();
    try (HttpClients http = new HttpClients(1, clock);
        Store store = SqliteStore.open(folder.resolve("store.db"))) {
      LiveConfiguration live = LiveConfiguration.open(config, Map.of(), http, clock);
      try (Flow flow = Flow.open(live, store, clock, each -> {})) {
        long start = CPU.getProcessCpuTime();
        flow.feeds().look();
        flow.feeds().await();
        double took = (CPU.getProcessCpuTime() - start) / 1e9;
        long counted = store.digests().open().stream().mapToLong(Gathered::events).sum();
        if (counted != expected) {
          throw new IOException(counted + " were counted instead of " + expected);
        }
        return took;
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}

package io.repohook.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repohook.artifact.log.Interest;
import io.repohook.artifact.log.LineFormat;
import io.repohook.artifact.log.LineFormats;
import io.repohook.artifact.log.LogFollower;
import io.repohook.artifact.log.Positions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Reading an access log, most of whose lines are of no interest to anyone, beside a loop that only
 * reads its lines. Both in one thread; what the follower finds is counted and thrown away.
 *
 * <p>Of a hundred lines two are uploads; the others are downloads, which no subscription wants,
 * looks at whether there is something newer, and pages of the same server. The time is that of the
 * processor, so that what else the machine does counts for nothing.
 */
public final class AccessLogBenchmark {
  private static final String AGENT = "Apache-Maven/3.9.11 (Java 17.0.15; Linux 6.1.0-18-amd64)";
  private static final int ROUNDS = 3;
  private static final int BATCH = 10_000;

  private AccessLogBenchmark() {}

  /**
   * Runs it.
   *
   * @param args how many lines a log has, 1,500,000 unless given
   */
  public static void main(String[] args) throws IOException {
    int lines = args.length > 0 ? Integer.parseInt(args[0]) : 1_500_000;
    for (String format : List.of("combined", "nginx-json")) {
      Path log = Files.createTempFile("access", ".log");
      try {
        write(log, format, lines);
        run(log, format, lines);
      } finally {
        Files.delete(log);
      }
    }
  }

  private static void run(Path log, String format, int lines) throws IOException {
    System.out.printf("%s, %,d lines, %,d MB%n", format, lines, Files.size(log) >> 20);
    for (int round = 1; round <= ROUNDS; round++) {
      double bare = rate(lines, () -> readLines(log));
      double uploads = rate(lines, () -> follow(log, format, false));
      double all = rate(lines, () -> follow(log, format, true));
      System.out.printf(
          "  round %d: lines a second of one core: readLine %,.0f; uploads wanted %,.0f (%.2f of it);"
              + " downloads too %,.0f (%.2f)%n",
          round, bare, uploads, uploads / bare, all, all / bare);
    }
  }

  private interface Reading {
    long found() throws IOException;
  }

  private static double rate(int lines, Reading reading) throws IOException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    long found = reading.found();
    double seconds = (threads.getCurrentThreadCpuTime() - start) / 1e9;
    if (found == 0) {
      throw new IllegalStateException("nothing was found");
    }
    return lines / seconds;
  }

  private static long readLines(Path log) throws IOException {
    long count = 0;
    try (BufferedReader in = Files.newBufferedReader(log)) {
      while (in.readLine() != null) {
        count++;
      }
    }
    return count;
  }

  private static long follow(Path log, String name, boolean downloads) throws IOException {
    LineFormat format = LineFormats.named(name).orElseThrow();
    LogFollower follower = new LogFollower(log, format, true);
    Interest interest = new Interest("/releases/", downloads, false);
    Positions positions = Positions.of("", key -> Optional.empty());
    long count = 0;
    boolean more = true;
    while (more) {
      LogFollower.News news = follower.read(positions, interest, BATCH, Instant.EPOCH);
      count += news.requests().size();
      positions = news.positions();
      more = news.more();
    }
    return count;
  }

  private static void write(Path log, String format, int lines) {
    Random random = new Random(1);
    try (Writer out = Files.newBufferedWriter(log, UTF_8)) {
      for (int i = 0; i < lines; i++) {
        int kind = random.nextInt(100);
        String version = random.nextInt(40) + "." + random.nextInt(20);
        String component = "component-" + random.nextInt(5_000);
        String path =
            kind < 12
                ? "/pages/" + component + "/index.html?q=" + i
                : "/releases/com/example/%1$s/%2$s/%1$s-%2$s.jar".formatted(component, version);
        String method = kind < 98 ? "GET" : "PUT";
        int status = kind < 98 ? (kind < 80 ? 200 : 304) : 201;
        out.write(
            format.equals("combined")
                ? combined(i, method, path, status)
                : json(i, method, path, status));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String combined(int i, String method, String path, int status) {
    return "192.0.2.%d - - [22/Nov/2026:%02d:%02d:%02d +0000] \"%s %s HTTP/1.1\" %d %d \"-\" \"%s\"%n"
        .formatted(i % 250, i / 3600 % 24, i / 60 % 60, i % 60, method, path, status, i, AGENT);
  }

  private static String json(int i, String method, String path, int status) {
    return ("{\"msec\":\"%d.%03d\",\"remote\":\"192.0.2.%d\",\"user\":\"\",\"method\":\"%s\","
            + "\"uri\":\"%s\",\"status\":%d,\"content_length\":\"\",\"body_bytes\":%d,"
            + "\"range\":\"\",\"completion\":\"OK\",\"ua\":\"%s\",\"destination\":\"\"}%n")
        .formatted(1_795_311_204L + i / 50, i % 1000, i % 250, method, path, status, i, AGENT);
  }
}

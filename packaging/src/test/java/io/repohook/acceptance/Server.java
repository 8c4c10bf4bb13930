package io.repohook.acceptance;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A running {@code repohook serve} that answers.
 *
 * @param address such as {@code http://127.0.0.1:8470}
 */
record Server(RunningProgram program, String address) {
  private static final Pattern LISTENS = Pattern.compile("health and metrics on (http://\\S+)");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  static Server await(RunningProgram program) {
    String line = program.await("where it listens", each -> LISTENS.matcher(each).find());
    Matcher found = LISTENS.matcher(line);
    if (!found.find()) {
      throw new AssertionError(line);
    }
    Server server = new Server(program, found.group(1));
    if (server.get("/health").statusCode() != 200) {
      throw new AssertionError("not healthy: " + program.printed());
    }
    return server;
  }

  /** Asks it something. */
  HttpResponse<String> get(String path) {
    try {
      return HTTP.send(
          HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits until a line of its metrics is such. */
  void awaitMetric(String pattern) {
    Pattern line = Pattern.compile("(?m)^" + pattern + "$");
    CountDownLatch never = new CountDownLatch(1);
    long end = System.nanoTime() + SECONDS.toNanos(60);
    try {
      while (!line.matcher(get("/metrics").body()).find()) {
        if (System.nanoTime() > end || never.await(20, MILLISECONDS)) {
          throw new AssertionError("no " + pattern + " in\n" + get("/metrics").body());
        }
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits until it has taken so many changed configurations. */
  void awaitInForce(int times) {
    program.await(
        times, "that the configuration is in force", line -> line.contains("is in force"));
  }

  /** How much memory it really has; for Linux. */
  long residentKib() {
    Path file = Path.of("/proc", Long.toString(program.pid()), "status");
    try (Stream<String> lines = Files.lines(file)) {
      String line = lines.filter(each -> each.startsWith("VmRSS:")).findFirst().orElseThrow();
      return Long.parseLong(line.replaceAll("[^0-9]", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it as a service manager does. */
  Result stop() {
    return program.terminate();
  }

  void kill() {
    program.kill();
  }
}

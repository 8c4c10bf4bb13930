package io.repohook.benchmark;

import io.repohook.artifact.embedded.FolderServlet;
import io.repohook.servlet.jakarta.RepohookFilter;
import io.repohook.spool.Spool;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Requests to a repository in Jetty with the filter, and to one without it: the same files, one
 * client, one request after the other, in turns. Everything is wanted, so each request with the
 * filter is recorded.
 *
 * <p>What is compared is the time of a whole request as its client sees it, and of each round the
 * median, so that a disk that syncs for somebody else tells nothing.
 */
public final class FilterBenchmark {
  private static final int FILE_BYTES = 20_000;

  private final HttpClient client = HttpClient.newHttpClient();
  private final int requests;

  private FilterBenchmark(int requests) {
    this.requests = requests;
  }

  /** Runs it: {@code [REQUESTS [ROUNDS]]}. */
  public static void main(String[] arguments) throws Exception {
    int requests = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2_000;
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 15;
    Path folder = Files.createTempDirectory("repohook-filter-benchmark");
    Path spool = Spool.create(folder.resolve("spool")).folder();
    Path files = Files.createDirectory(folder.resolve("files")).toRealPath();
    Server with = server(files, spool, true);
    Server without = server(files, spool, false);
    try {
      FilterBenchmark benchmark = new FilterBenchmark(requests);
      benchmark.compare("GET", rounds, with.getURI(), without.getURI());
      benchmark.compare("PUT", rounds, with.getURI(), without.getURI());
    } finally {
      with.stop();
      without.stop();
      try (Stream<Path> all = Files.walk(folder)) {
        all.sorted(Comparator.reverseOrder()).forEach(FilterBenchmark::delete);
      }
    }
  }

  private void compare(String method, int rounds, URI with, URI without) throws Exception {
    send("PUT", with.resolve("file.jar"));
    median(method, with);
    median(method, without); // Both are warm now.
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      boolean first = round % 2 == 0;
      double one = median(method, first ? with : without);
      double other = median(method, first ? without : with);
      ratios.add(first ? one / other : other / one);
    }
    ratios.sort(Comparator.naturalOrder());
    System.out.printf(
        "%s of %,d bytes, with the filter / without: %.4f (of %d rounds; %.4f to %.4f)%n",
        method,
        FILE_BYTES,
        ratios.get(ratios.size() / 2),
        rounds,
        ratios.get(ratios.size() / 4),
        ratios.get(ratios.size() * 3 / 4));
  }

  /** In nanoseconds. */
  private double median(String method, URI server) throws Exception {
    long[] times = new long[requests];
    for (int i = 0; i < requests; i++) {
      long began = System.nanoTime();
      send(method, server.resolve("file.jar"));
      times[i] = System.nanoTime() - began;
    }
    Arrays.sort(times);
    return times[requests / 2];
  }

  private void send(String method, URI file) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(file);
    if (method.equals("PUT")) {
      request.PUT(BodyPublishers.ofByteArray(new byte[FILE_BYTES]));
    }
    int status = client.send(request.build(), BodyHandlers.ofByteArray()).statusCode();
    if (status / 100 != 2) {
      throw new IOException(method + " " + file + " answered " + status);
    }
  }

  private static Server server(Path files, Path spool, boolean filtered) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler("/");
    context.setBaseResourceAsPath(files);
    context.addServlet(new ServletHolder("files", new FolderServlet(files)), "/");
    if (filtered) {
      FilterHolder filter = new FilterHolder(new RepohookFilter());
      filter.setInitParameter("spool", spool.toString());
      filter.setInitParameter("repositories", "releases=/");
      context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
    }
    server.setHandler(context);
    server.start();
    return server;
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

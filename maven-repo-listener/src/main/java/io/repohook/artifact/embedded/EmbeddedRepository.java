package io.repohook.artifact.embedded;

import io.repohook.servlet.jakarta.RepohookFilter;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder served as an artifact repository, with our own filter in front: for the quickstart and
 * for trying things. It knows no accounts, so whoever reaches it may upload and delete.
 */
public final class EmbeddedRepository implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedRepository.class);

  /** One acceptor, one selector, and enough for a build that uploads in parallel. */
  private static final int THREADS = 12;

  /** So long the requests under way have when it is closed. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Server server;
  private final ServerConnector connector;

  private EmbeddedRepository(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Begins to serve; makes the folder where it is missing.
   *
   * @param repository its name, for the events
   * @param port 0 lets the system choose
   * @throws IOException when the folder or the address cannot be had; the message says which
   */
  public static EmbeddedRepository open(
      String repository, Path folder, String host, int port, Path spool) throws IOException {
    Path real = Files.createDirectories(folder).toRealPath();
    QueuedThreadPool threads = new QueuedThreadPool(THREADS);
    threads.setName("embedded");
    Server server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(host);
    connector.setPort(port);
    server.addConnector(connector);
    // An answer reaches its client a moment before the filter has told of it.
    server.setHandler(new GracefulHandler(context(repository, real, spool)));
    server.setStopTimeout(PATIENCE.toMillis());
    try {
      server.start();
    } catch (Exception e) {
      throw new IOException(
          "cannot serve the repository %s on %s:%d: %s; change artifacts.embedded.listen"
              .formatted(repository, host, port, e.getMessage()),
          e);
    }
    return new EmbeddedRepository(server, connector);
  }

  private static ServletContextHandler context(String repository, Path folder, Path spool) {
    ServletContextHandler context = new ServletContextHandler("/");
    context.setBaseResourceAsPath(folder);
    ServletHolder files = new ServletHolder("files", new FolderServlet(folder));
    files.setInitParameter("dirAllowed", "false");
    files.setInitParameter("etags", "true");
    files.setAsyncSupported(true);
    context.addServlet(files, "/");
    FilterHolder filter = new FilterHolder(new RepohookFilter());
    filter.setInitParameter("spool", spool.toString());
    filter.setInitParameter("repositories", repository + "=/");
    filter.setAsyncSupported(true);
    context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
    return context;
  }

  /** Where it is served; ends with a slash. */
  public URI url() {
    String host = connector.getHost();
    return URI.create(
        "http://%s:%d/"
            .formatted(host.contains(":") ? "[" + host + "]" : host, connector.getLocalPort()));
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      log.warn("the embedded repository could not be closed", e);
    }
  }
}

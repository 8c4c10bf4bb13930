package io.repohook.acceptance;

import io.repohook.artifact.embedded.FolderServlet;
import io.repohook.servlet.jakarta.RepohookFilter;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;

/**
 * An artifact repository in a process of its own: Jetty, a folder, and the archive's filter in
 * front of it.
 */
record FilteredRepository(RunningProgram program, URI url) {
  private static final Pattern READY = Pattern.compile("serves at (http://\\S+)");

  /** Starts one. */
  static FilteredRepository start(Path folder, Path spool) {
    Path archive = Program.archive();
    String path =
        String.join(
            ":",
            archive.resolve("hosts/repohook-servlet-filter.jar").toString(),
            System.getProperty("java.class.path"));
    try {
      Process process =
          new ProcessBuilder(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin/java").toString(),
                      "-Xmx128m",
                      "-cp",
                      path,
                      FilteredRepository.class.getName(),
                      Files.createDirectories(folder).toString(),
                      spool.toString()))
              .start();
      RunningProgram program = new RunningProgram("the repository", process);
      Matcher ready = READY.matcher(program.await("where", each -> READY.matcher(each).find()));
      if (!ready.find()) {
        throw new AssertionError("it was there");
      }
      return new FilteredRepository(program, URI.create(ready.group(1)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The process: {@code FOLDER SPOOL}. It ends as a container does when a service manager asks. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]).toRealPath();
    Server server = new Server();
    server.setStopAtShutdown(true);
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler("/");
    context.setBaseResourceAsPath(folder);
    ServletHolder files = new ServletHolder("files", new FolderServlet(folder));
    files.setAsyncSupported(true);
    context.addServlet(files, "/");
    FilterHolder filter = new FilterHolder(new RepohookFilter());
    filter.setInitParameters(Map.of("spool", arguments[1], "repositories", "releases=/releases/"));
    filter.setAsyncSupported(true);
    context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
    // An answer reaches its client a moment before the filter has told of it.
    server.setHandler(new GracefulHandler(context));
    server.setStopTimeout(10_000);
    server.start();
    System.out.println("serves at " + server.getURI());
    server.join();
  }
}

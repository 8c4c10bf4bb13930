package io.repohook.artifact.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.artifact.Saying;
import io.repohook.artifact.embedded.FolderServlet;
import io.repohook.event.Event;
import io.repohook.servlet.jakarta.RepohookFilter;
import io.repohook.spool.Spool;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.component.LifeCycle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that checks passwords itself, in Jetty: whom the filter names, and whom not. */
class BasicUserTest {
  private static final String WRONG = "Basic " + encoded("ci:guessed");

  @TempDir Path temporary;
  private Path spool;

  @BeforeEach
  void begin() throws Exception {
    spool = Spool.create(temporary.toRealPath().resolve("spool")).folder();
  }

  @Test
  void whoSaysTheRightPasswordIsNamedAndWhoDoesNotIsNotTold() throws Exception {
    List<Event> told =
        request(
            Map.of("user", "basic"),
            "PUT a.zip Basic " + encoded("ci:secret") + " 201",
            "PUT b.zip " + WRONG + " 401",
            "PUT c.zip - 401",
            "GET a.zip - 200",
            "GET a.zip Basic !!! 200",
            "DELETE a.zip bAsIc " + encoded("ann:secret") + " 204");

    assertThat(told.stream().map(Saying::say))
        .containsExactly(
            "artifact.uploaded a.zip by ci, created, 2",
            "artifact.downloaded a.zip by null, downloaded, 2",
            "artifact.downloaded a.zip by null, downloaded, 2",
            "artifact.deleted a.zip by ann, deleted, null");
  }

  @Test
  void whereTheContainerIsBelievedAloneNobodyIsNamed() throws Exception {
    List<Event> told =
        request(Map.of(), "PUT a.zip Basic " + encoded("ci:secret") + " 201", "GET a.zip - 200");

    assertThat(told).hasSize(2).allMatch(each -> each.actor().name() == null);
  }

  /** Sends requests, each a method, a path, an {@code Authorization} and the status to come. */
  private List<Event> request(Map<String, String> parameters, String... requests) throws Exception {
    Server server = start(parameters);
    try {
      HttpClient client = HttpClient.newHttpClient();
      URI releases = server.getURI().resolve("releases/");
      for (String each : requests) {
        String[] words = each.split(" ", 3);
        int end = words[2].lastIndexOf(' ');
        String authorization = words[2].substring(0, end);
        HttpRequest.Builder request =
            HttpRequest.newBuilder(releases.resolve(words[1]))
                .method(
                    words[0],
                    words[0].equals("PUT")
                        ? BodyPublishers.ofString("hi")
                        : BodyPublishers.noBody());
        if (!authorization.equals("-")) {
          request.header("Authorization", authorization);
        }
        int status = client.send(request.build(), BodyHandlers.ofByteArray()).statusCode();
        assertThat(status).as(each).isEqualTo(Integer.parseInt(words[2].substring(end + 1)));
      }
    } finally {
      LifeCycle.stop(server);
    }
    return Told.of(spool).events();
  }

  private Server start(Map<String, String> more) throws Exception {
    Path folder = temporary.toRealPath().resolve("served");
    Files.createDirectories(folder.resolve("releases"));
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler("/");
    context.setBaseResourceAsPath(folder);
    context.addServlet(new ServletHolder("files", new CheckingServlet(folder)), "/");
    FilterHolder filter = new FilterHolder(new RepohookFilter());
    filter.setInitParameter("spool", spool.toString());
    filter.setInitParameter("repositories", "releases=/releases/");
    more.forEach(filter::setInitParameter);
    filter.setAsyncSupported(true);
    context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
    // An answer reaches its client a moment before the filter has told of it.
    server.setHandler(new GracefulHandler(context));
    server.setStopTimeout(10_000);
    server.start();
    return server;
  }

  private static String encoded(String login) {
    return Base64.getEncoder().encodeToString(login.getBytes(UTF_8));
  }

  /** Lets everybody read and whoever knows the password write; the container knows of no login. */
  private static final class CheckingServlet extends FolderServlet {
    private static final long serialVersionUID = 1;

    CheckingServlet(Path folder) {
      super(folder);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException {
      String said = request.getHeader("Authorization");
      if (request.getMethod().equals("GET") || (said != null && isRight(said))) {
        super.service(request, response);
      } else {
        response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
      }
    }

    private static boolean isRight(String authorization) {
      String login = authorization.substring(authorization.indexOf(' ') + 1);
      return new String(Base64.getDecoder().decode(login), UTF_8).endsWith(":secret");
    }
  }
}

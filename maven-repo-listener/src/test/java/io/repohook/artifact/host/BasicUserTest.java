package io.repohook.artifact.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.artifact.Saying;
import io.repohook.artifact.embedded.FolderServlet;
import io.repohook.event.Event;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An application that checks passwords itself, in Jetty: whom the filter names, and whom not. */
class BasicUserTest extends HostTest {
  private static final String WRONG = "Basic " + encoded("ci:guessed");

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
    try (Host host = start(parameters)) {
      URI releases = host.url().resolve("releases/");
      for (String each : requests) {
        String[] words = each.split(" ", 3);
        int end = words[2].lastIndexOf(' ');
        String authorization = words[2].substring(0, end);
        String[] headers =
            authorization.equals("-")
                ? new String[0]
                : new String[] {"Authorization", authorization};
        Client client = Client.of(releases);
        int status =
            words[0].equals("PUT")
                ? client.put(words[1], 2, headers)
                : client.send(words[0], words[1], headers).statusCode();
        assertThat(status).as(each).isEqualTo(Integer.parseInt(words[2].substring(end + 1)));
      }
    }
    return Told.of(spool).events();
  }

  private Host start(Map<String, String> more) throws Exception {
    Path folder = temporary.resolve("served");
    Files.createDirectories(folder.resolve("releases"));
    return JettyHost.with(new CheckingServlet(folder), folder, spool, more);
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

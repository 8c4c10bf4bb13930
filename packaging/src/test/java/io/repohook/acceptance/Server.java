package io.repohook.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  /** Ends it as a service manager does. */
  Result stop() {
    return program.terminate();
  }

  void kill() {
    program.kill();
  }
}

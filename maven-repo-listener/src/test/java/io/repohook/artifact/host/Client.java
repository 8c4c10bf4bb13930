package io.repohook.artifact.host;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** What clients of a repository do. */
final class Client {
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI root;
  private final Version version;
  private final String[] always;

  private Client(URI root, Version version, String... always) {
    this.root = root;
    this.version = version;
    this.always = always;
  }

  static Client of(URI root) {
    return new Client(root, Version.HTTP_1_1);
  }

  /** One that changes to HTTP/2 with its first request. */
  static Client ofHttp2(URI root) {
    return new Client(root, Version.HTTP_2);
  }

  static Client of(URI root, String user, String password) {
    String both = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    return new Client(root, Version.HTTP_1_1, "Authorization", "Basic " + both);
  }

  int put(String path, int size, String... headers) throws Exception {
    return send("PUT", path, BodyPublishers.ofByteArray(new byte[size]), headers).statusCode();
  }

  /** Without saying before how large it is. */
  int putInChunks(String path, int size) throws Exception {
    return send(
            "PUT",
            path,
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[size])))
        .statusCode();
  }

  HttpResponse<byte[]> send(String method, String path, String... headers) throws Exception {
    return send(method, path, BodyPublishers.noBody(), headers);
  }

  private HttpResponse<byte[]> send(
      String method, String path, BodyPublisher body, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(root.resolve(path)).version(version).method(method, body);
    String[] all = Stream.concat(Stream.of(always), Stream.of(headers)).toArray(String[]::new);
    if (all.length > 0) {
      request.headers(all);
    }
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }

  /** Asks for a file, reads some bytes of it, and gives it up; the connection stays. */
  void giveUp(String path, int read) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(root.resolve(path)).version(version).build();
    try (InputStream body = http.send(request, BodyHandlers.ofInputStream()).body()) {
      body.readNBytes(read);
    }
  }

  /** Each file with its checksums, then the list of versions: Maven 3.8.7's order. */
  void deploy(String folder, String version, List<String> files) throws Exception {
    for (String file : files) {
      put(folder + "/" + version + "/" + file, file.length());
      put(folder + "/" + version + "/" + file + ".sha1", 40);
      put(folder + "/" + version + "/" + file + ".md5", 32);
    }
    send("GET", folder + "/maven-metadata.xml");
    put(folder + "/maven-metadata.xml", 300);
    put(folder + "/maven-metadata.xml.sha1", 40);
    put(folder + "/maven-metadata.xml.md5", 32);
  }

  /** Sends a request, reads some bytes of its answer, and is gone. */
  void abort(String request, int read) throws IOException {
    try (Socket socket = socket()) {
      socket.setSoLinger(true, 0);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      socket.getInputStream().readNBytes(read);
    }
  }

  /** Sends bytes that no library would, and answers the first line of what comes back. */
  String raw(String request) throws IOException {
    return raw(request, "");
  }

  /**
   * Sends bytes that no library would and, where the server says that the client may continue and
   * no more than that, others.
   *
   * @return the first line of the last answer
   */
  String raw(String request, String more) throws IOException {
    try (Socket socket = socket()) {
      socket.setSoTimeout(20_000);
      InputStream in = socket.getInputStream();
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      String answer = line(in);
      if (answer.startsWith("HTTP/1.1 100")) {
        line(in);
        socket.getOutputStream().write(more.getBytes(ISO_8859_1));
        answer = line(in);
      }
      return answer;
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      line.append((char) b);
    }
    return line.toString().strip();
  }

  private Socket socket() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), root.getPort());
  }
}

package io.repohook.channel.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A receiver that answers each request with the bytes that a test chooses, right or wrong, and
 * keeps every request as it was on the wire.
 */
public final class RawReceiver implements AutoCloseable {

  /** Answers one request; closes the connection when it returns false. */
  public interface Answers {
    boolean answer(String request, OutputStream out) throws IOException;
  }

  private final ServerSocket server;
  private final Answers answers;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final AtomicInteger accepted = new AtomicInteger();

  public RawReceiver(ServerSocketFactory sockets, Answers answers) throws IOException {
    this.server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.answers = answers;
    threads.execute(this::accept);
  }

  public RawReceiver(Answers answers) throws IOException {
    this(ServerSocketFactory.getDefault(), answers);
  }

  /** Always the same response, connection kept open. */
  public static RawReceiver always(String response) throws IOException {
    return new RawReceiver(
        (request, out) -> {
          out.write(response.getBytes(ISO_8859_1));
          return true;
        });
  }

  public int port() {
    return server.getLocalPort();
  }

  public String url() {
    return "http://127.0.0.1:" + port() + "/hooks/ocean";
  }

  /** Each request as it came: its head, an empty line, its body. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  public int connections() {
    return accepted.get();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket connection = server.accept();
        accepted.incrementAndGet();
        connections.add(connection);
        threads.execute(() -> serve(connection));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      OutputStream out = connection.getOutputStream();
      for (String request = read(in); request != null; request = read(in)) {
        requests.add(request);
        if (!answers.answer(request, out)) {
          return;
        }
        out.flush();
      }
    } catch (IOException e) {
      // The client went away, or a test is over.
    }
  }

  private static @Nullable String read(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      int b = in.read();
      if (b == -1) {
        return null;
      }
      head.write(b);
    }
    String text = head.toString(ISO_8859_1);
    int length = 0;
    for (String line : text.toLowerCase(Locale.ROOT).split("\r\n")) {
      if (line.startsWith("content-length: ")) {
        length = Integer.parseInt(line.substring("content-length: ".length()));
      }
    }
    return text + new String(in.readNBytes(length), ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket connection : connections) {
      connection.close();
    }
    threads.shutdownNow();
  }
}

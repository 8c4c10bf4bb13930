package io.repohook.channel.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A small HTTP proxy. It takes every name for the machine's own and leads there, to one port; and
 * it keeps the head of each request to itself.
 */
public final class ConnectProxy implements AutoCloseable {
  private final ServerSocket server;
  private final int target;
  private final String answer;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  private ConnectProxy(InetAddress address, int target, String answer) throws IOException {
    this.server = new ServerSocket(0, 50, address);
    this.target = target;
    this.answer = answer;
    threads.execute(this::accept);
  }

  /** One that leads all requests to that port of the loopback address. */
  public static ConnectProxy to(int target) throws IOException {
    return at(InetAddress.getLoopbackAddress(), target);
  }

  /** The same at another address. */
  public static ConnectProxy at(InetAddress address, int target) throws IOException {
    return new ConnectProxy(address, target, "HTTP/1.1 200 Connection established\r\n\r\n");
  }

  /** One that refuses. */
  public static ConnectProxy refusing(String status) throws IOException {
    return new ConnectProxy(
        InetAddress.getLoopbackAddress(),
        0,
        "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n");
  }

  public String url() {
    return "http://" + server.getInetAddress().getHostAddress() + ":" + server.getLocalPort();
  }

  public int port() {
    return server.getLocalPort();
  }

  /** The head of each request, in order. */
  public List<String> heads() {
    return List.copyOf(heads);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        sockets.add(client);
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      String head = head(client.getInputStream());
      heads.add(head);
      boolean tunnel = head.startsWith("CONNECT ");
      if (target == 0 || tunnel) {
        client.getOutputStream().write(answer.getBytes(ISO_8859_1));
      }
      if (target != 0) {
        lead(client, tunnel ? "" : head);
      }
    } catch (IOException e) {
      // One end went away, or a test is over.
    }
  }

  private void lead(Socket client, String begun) throws IOException {
    try (Socket receiver = new Socket(InetAddress.getLoopbackAddress(), target)) {
      sockets.add(receiver);
      receiver.getOutputStream().write(begun.getBytes(ISO_8859_1));
      threads.execute(() -> copy(client, receiver));
      copy(receiver, client);
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
      to.shutdownOutput();
    } catch (IOException e) {
      // As above.
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      int b = in.read();
      if (b == -1) {
        throw new IOException("no request");
      }
      head.write(b);
    }
    return head.toString(ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket each : sockets) {
      each.close();
    }
    threads.shutdownNow();
  }
}

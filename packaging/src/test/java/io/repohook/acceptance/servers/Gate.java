package io.repohook.acceptance.servers;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Stands before a server and lets everything through but the bodies of some requests: of these the
 * server sees the head, then nothing, until client or server is gone.
 */
public final class Gate implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;
  private static final String END_OF_HEAD = "\r\n\r\n";

  private final ServerSocket clients;
  private final WebRepository server;
  private final String stopped;
  private final Semaphore held = new Semaphore(0);
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private Gate(ServerSocket clients, WebRepository server, String stopped) {
    this.clients = clients;
    this.server = server;
    this.stopped = stopped;
  }

  /**
   * Opens one.
   *
   * @param ending of the paths whose uploads get no further
   */
  public static Gate before(WebRepository server, String ending) {
    try {
      ServerSocket clients = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      Gate gate = new Gate(clients, server, ending + " HTTP/1.1\r\n");
      gate.threads.execute(gate::accept);
      return gate;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where a repository of the server is, for those who come through here. */
  public String url(String repository) {
    return server
        .url(repository)
        .replace(":" + server.port() + "/", ":" + clients.getLocalPort() + "/");
  }

  /** Waits until another request is held. */
  public void awaitHeld() {
    try {
      if (!held.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("no request for " + stopped.strip());
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket client = clients.accept();
        threads.execute(() -> serve(client));
      }
    } catch (IOException e) {
      // It was closed.
    }
  }

  /** Whichever side goes first, the other is let go too. */
  private void serve(Socket client) {
    try (client;
        Socket behind = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      threads.execute(() -> answer(behind, client));
      ask(client.getInputStream(), behind.getOutputStream());
    } catch (IOException e) {
      // One of them is gone.
    }
  }

  private static void answer(Socket behind, Socket client) {
    try (client;
        behind) {
      behind.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException e) {
      // One of them is gone.
    }
  }

  private void ask(InputStream client, OutputStream behind) throws IOException {
    InputStream from = new BufferedInputStream(client);
    OutputStream to = new BufferedOutputStream(behind);
    StringBuilder head = new StringBuilder();
    for (int each = from.read(); each >= 0; each = from.read()) {
      to.write(each);
      head.append((char) each);
      boolean ends = head.indexOf(END_OF_HEAD, Math.max(0, head.length() - 4)) >= 0;
      if (ends && head.indexOf(stopped) >= 0) {
        to.flush();
        held.release();
        from.transferTo(OutputStream.nullOutputStream());
        return;
      }
      if (ends) {
        head.setLength(0);
      }
      if (from.available() == 0) {
        to.flush();
      }
    }
  }

  @Override
  public void close() {
    try {
      clients.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      threads.shutdownNow();
    }
  }
}

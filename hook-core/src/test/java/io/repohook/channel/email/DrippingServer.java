package io.repohook.channel.email;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.locks.LockSupport;

/** Greets for ever, a character every tenth of a second. */
final class DrippingServer implements AutoCloseable {
  private final ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());

  DrippingServer() throws IOException {
    Thread thread = new Thread(this::serve, "dripping server");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return listening.getLocalPort();
  }

  private void serve() {
    try (Socket client = listening.accept()) {
      while (!listening.isClosed()) {
        client.getOutputStream().write('2');
        LockSupport.parkNanos(100_000_000);
      }
    } catch (IOException e) {
      // The client gave up.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}

package io.repohook.channel.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import okhttp3.Dns;

/**
 * Opens connections under one configuration's network rules, for protocols other than HTTP.
 * Immutable and thread-safe.
 */
public final class GuardedDial {
  private final GuardedSocketFactory sockets;
  private final ExecutorService lookups;

  GuardedDial(GuardedSocketFactory sockets, ExecutorService lookups) {
    this.sockets = sockets;
    this.lookups = lookups;
  }

  /**
   * Connects to the first address of that host that answers. The socket's address has the host's
   * name as given; the caller closes it.
   *
   * @param timeout for the lookup and all addresses together
   * @throws UnknownHostException when the name has no address
   * @throws IOException when no address answers, or each is refused
   */
  public Socket connect(String host, int port, Duration timeout) throws IOException {
    long end = System.nanoTime() + timeout.toNanos();
    IOException failure = new UnknownHostException(host);
    for (InetAddress found : new BoundedDns(Dns.SYSTEM, lookups, timeout).lookup(host)) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new SocketTimeoutException("no connection in time");
      }
      Socket socket = sockets.createSocket();
      try {
        // With the name in it nobody asks a name server what the address is called.
        InetAddress named = InetAddress.getByAddress(host, found.getAddress());
        socket.connect(new InetSocketAddress(named, port), (int) Math.min(left, Integer.MAX_VALUE));
        return socket;
      } catch (IOException e) {
        socket.close();
        failure = e;
      }
    }
    throw failure;
  }
}

package io.repohook.channel.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Optional;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes sockets that ask the rules before they connect. Here and not when the name is looked up: a
 * host that is an address is never looked up, and a name may be answered differently the next time.
 *
 * <p>Factories with equal rules are equal, so that the client lets them share connections.
 */
final class GuardedSocketFactory extends SocketFactory {
  private final AddressRules rules;

  GuardedSocketFactory(AddressRules rules) {
    this.rules = rules;
  }

  @Override
  public Socket createSocket() {
    return new GuardedSocket(rules);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port), null);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port), null);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
  }

  private Socket connected(InetSocketAddress remote, @Nullable SocketAddress local)
      throws IOException {
    Socket socket = createSocket();
    try {
      if (local != null) {
        socket.bind(local);
      }
      socket.connect(remote);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof GuardedSocketFactory factory && factory.rules.equals(rules);
  }

  @Override
  public int hashCode() {
    return rules.hashCode();
  }

  private static final class GuardedSocket extends Socket {
    private final AddressRules rules;

    GuardedSocket(AddressRules rules) {
      // Else the platform would look for a SOCKS proxy in the system properties.
      super(Proxy.NO_PROXY);
      this.rules = rules;
    }

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
      connect(endpoint, 0);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
      if (endpoint instanceof InetSocketAddress remote && remote.getAddress() != null) {
        Optional<String> refusal = rules.refusal(remote.getAddress());
        if (refusal.isPresent()) {
          throw new AddressRefusedException(remote.getAddress(), refusal.get());
        }
      }
      super.connect(endpoint, timeoutMillis);
    }
  }
}

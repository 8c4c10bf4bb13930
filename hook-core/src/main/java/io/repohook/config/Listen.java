package io.repohook.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the server listens.
 *
 * @param host a name or an address, IPv6 without brackets
 * @param port 0 lets the system choose
 */
public record Listen(String host, int port) {
  private static final Pattern HOST_PORT =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([^:\\[\\]\\s/]+)):([0-9]{1,5})");

  /** As {@link #toString} writes it; empty when the text is no host and port. */
  public static Optional<Listen> parse(String text) {
    Matcher form = HOST_PORT.matcher(text);
    if (!form.matches() || Integer.parseInt(form.group(3)) > 65535) {
      return Optional.empty();
    }
    String host = form.group(1) == null ? form.group(2) : form.group(1);
    return Optional.of(new Listen(host, Integer.parseInt(form.group(3))));
  }

  /** Whether nobody outside this machine reaches it. */
  public boolean isLoopback() {
    return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.[0-9]{1,3}){3}");
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}

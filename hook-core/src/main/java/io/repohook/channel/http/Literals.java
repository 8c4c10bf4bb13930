package io.repohook.channel.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads hosts that are addresses, without ever asking a name server. */
final class Literals {
  private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

  private Literals() {}

  /** The address that the host of a URL is, without brackets; empty when it is a name. */
  static Optional<InetAddress> address(String host) {
    // No name contains a colon, so the platform parses such a host and looks nothing up.
    if (!host.contains(":") && !IPV4.matcher(host).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(host));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}

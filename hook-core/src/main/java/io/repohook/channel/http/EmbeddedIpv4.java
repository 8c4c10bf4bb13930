package io.repohook.channel.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Finds the IPv4 address that an IPv6 address leads to through a translator or a tunnel. */
final class EmbeddedIpv4 {

  private EmbeddedIpv4() {}

  /** The address, and the IPv4 addresses that may be inside it. */
  static List<InetAddress> with(InetAddress address) {
    List<InetAddress> all = new ArrayList<>(List.of(address));
    if (address instanceof Inet6Address) {
      byte[] b = address.getAddress();
      if (startsWith(b, 0x20, 0x02)) { // 2002::/16, 6to4 (RFC 3056)
        all.add(ipv4(b, 2, 3, 4, 5));
      }
      // 64:ff9b::/96, NAT64 (RFC 6052).
      if (startsWith(b, 0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0)) {
        all.add(ipv4(b, 12, 13, 14, 15));
      }
      // 64:ff9b:1::/48, NAT64 of one network (RFC 8215), which may put the address in two places;
      // the one that it does not use is zero.
      if (startsWith(b, 0x00, 0x64, 0xff, 0x9b, 0x00, 0x01)) {
        Stream.of(ipv4(b, 12, 13, 14, 15), ipv4(b, 6, 7, 9, 10))
            .filter(ipv4 -> !ipv4.isAnyLocalAddress())
            .forEach(all::add);
      }
      if (startsWith(
          b, 0, 0, 0, 0, 0, 0, 0, 0)) { // compatible, mapped, translated (RFC 4291, 2765)
        all.add(ipv4(b, 12, 13, 14, 15));
      }
    }
    return all;
  }

  private static boolean startsWith(byte[] address, int... start) {
    for (int i = 0; i < start.length; i++) {
      if ((address[i] & 0xff) != start[i]) {
        return false;
      }
    }
    return true;
  }

  private static InetAddress ipv4(byte[] address, int... at) {
    byte[] bytes = new byte[at.length];
    for (int i = 0; i < at.length; i++) {
      bytes[i] = address[at[i]];
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new AssertionError("four bytes are an address: " + Arrays.toString(bytes), e);
    }
  }
}

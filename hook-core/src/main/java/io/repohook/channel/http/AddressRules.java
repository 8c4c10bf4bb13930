package io.repohook.channel.http;

import io.repohook.config.Cidr;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses notifications never go to. A subscription's author need not be trusted with what
 * the server can reach: so the addresses by which machines are configured, and those that are no
 * machine at all, are refused always, and the administrator refuses more. An IPv6 address that
 * leads to an IPv4 one is judged as both.
 *
 * @param deny what the administrator refuses
 * @param allow exceptions to {@code deny}, and to nothing else
 */
record AddressRules(List<Cidr> deny, List<Cidr> allow) {
  // Where clouds tell a machine its credentials: AWS, GCP, Azure and others; AWS over IPv6;
  // Alibaba;
  // Oracle. The first is link-local too.
  private static final List<InetAddress> METADATA =
      List.of(
          literal("169.254.169.254"),
          literal("fd00:ec2::254"),
          literal("100.100.100.200"),
          literal("192.0.0.192"));

  AddressRules {
    deny = List.copyOf(deny);
    allow = List.copyOf(allow);
  }

  /** Why the address is refused; empty when it is not. */
  Optional<String> refusal(InetAddress address) {
    // ::1 would read as the IPv4-compatible 0.0.0.1, and :: as 0.0.0.0.
    List<InetAddress> forms =
        address.isLoopbackAddress() ? List.of(address) : EmbeddedIpv4.with(address);
    return forms.stream().map(this::refusalOfForm).flatMap(Optional::stream).findFirst();
  }

  private Optional<String> refusalOfForm(InetAddress address) {
    if (METADATA.contains(address)) {
      return Optional.of("a metadata service");
    }
    if (address.isLinkLocalAddress()) {
      return Optional.of("a link-local address");
    }
    if (address.isMulticastAddress() || isBroadcast(address)) {
      return Optional.of("a multicast address");
    }
    if (address.isAnyLocalAddress() || isThisNetwork(address)) {
      return Optional.of("an unspecified address");
    }
    if (within(deny, address) && !within(allow, address)) {
      return Optional.of("in network.deny");
    }
    return Optional.empty();
  }

  /** 0.0.0.0/8 (RFC 1122): several systems connect such an address to themselves. */
  private static boolean isThisNetwork(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 4 && bytes[0] == 0;
  }

  private static boolean isBroadcast(InetAddress address) {
    return address.equals(literal("255.255.255.255"));
  }

  private static boolean within(List<Cidr> ranges, InetAddress address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }

  private static InetAddress literal(String address) {
    return Literals.address(address)
        .orElseThrow(() -> new AssertionError(address + " is an address"));
  }
}

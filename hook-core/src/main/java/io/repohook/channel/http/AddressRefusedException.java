package io.repohook.channel.http;

import java.io.IOException;
import java.net.InetAddress;

/** A connection was about to go to an address that {@link AddressRules} refuse. */
final class AddressRefusedException extends IOException {
  private static final long serialVersionUID = 1;

  AddressRefusedException(InetAddress address, String why) {
    super(address.getHostAddress() + " is " + why);
  }
}

package io.repohook.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A range of addresses, such as {@code 10.9.0.0/16} or {@code fd00::/8}; an address alone is a
 * range of one. IPv4-mapped IPv6 addresses (RFC 4291, 2.5.5.2) are the IPv4 addresses they stand
 * for, in ranges and in what is compared with them. Immutable.
 */
public final class Cidr {
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");
  private static final int MAPPED_PREFIX = 96;

  private final byte[] network;
  private final int length;

  private Cidr(byte[] network, int length) {
    this.network = network;
    this.length = length;
  }

  /**
   * Reads a range; no name is ever looked up.
   *
   * @throws IllegalArgumentException if it is none; the message says why
   */
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    byte[] bytes = address(address);
    boolean mapped = bytes.length == 4 && address.indexOf(':') >= 0;
    int most = mapped ? 128 : bytes.length * 8;
    int length = slash < 0 ? most : length(text.substring(slash + 1), most);
    if (mapped) {
      if (length < MAPPED_PREFIX) {
        throw new IllegalArgumentException("a mapped range has a length of 96 to 128");
      }
      length -= MAPPED_PREFIX;
    }
    byte[] masked = masked(bytes, length);
    if (!Arrays.equals(masked, bytes)) {
      throw new IllegalArgumentException("the range begins at " + new Cidr(masked, length));
    }
    return new Cidr(bytes, length);
  }

  public boolean contains(InetAddress address) {
    byte[] bytes = unmapped(address.getAddress());
    return bytes.length == network.length && Arrays.equals(masked(bytes, length), network);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Cidr cidr
        && cidr.length == length
        && Arrays.equals(cidr.network, network);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(network) + length;
  }

  @Override
  public String toString() {
    try {
      return InetAddress.getByAddress(network).getHostAddress() + "/" + length;
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 bytes", e);
    }
  }

  private static byte[] address(String text) {
    if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
      throw new IllegalArgumentException("'" + text + "' is not an address");
    }
    try {
      // Of this form it is an address or an error, and no name to look up.
      return InetAddress.getAllByName(text)[0].getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("'" + text + "' is not an address", e);
    }
  }

  private static int length(String text, int most) {
    if (!text.matches("\\d{1,3}") || Integer.parseInt(text) > most) {
      throw new IllegalArgumentException("the length after '/' is a number from 0 to " + most);
    }
    return Integer.parseInt(text);
  }

  private static byte[] masked(byte[] bytes, int length) {
    byte[] masked = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      int bits = Math.max(0, Math.min(8, length - i * 8));
      masked[i] = (byte) (bytes[i] & (0xff << (8 - bits)));
    }
    return masked;
  }

  private static byte[] unmapped(byte[] bytes) {
    if (bytes.length != 16 || bytes[10] != -1 || bytes[11] != -1) {
      return bytes;
    }
    for (int i = 0; i < 10; i++) {
      if (bytes[i] != 0) {
        return bytes;
      }
    }
    return Arrays.copyOfRange(bytes, 12, 16);
  }
}

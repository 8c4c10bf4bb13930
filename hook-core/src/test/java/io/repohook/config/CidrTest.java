package io.repohook.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
  @ParameterizedTest
  @CsvSource({
    "10.9.0.0/16, 10.9.0.0, true",
    "10.9.0.0/16, 10.9.255.255, true",
    "10.9.0.0/16, 10.10.0.0, false",
    "10.9.0.0/16, 10.8.255.255, false",
    "172.16.0.0/12, 172.31.255.255, true",
    "172.16.0.0/12, 172.32.0.0, false",
    "0.0.0.0/0, 255.255.255.255, true",
    "0.0.0.0/0, ::1, false",
    "192.0.2.7/32, 192.0.2.7, true",
    "192.0.2.7/32, 192.0.2.8, false",
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.6, false",
    "128.0.0.0/1, 200.0.0.0, true",
    "fd00::/8, fd12:3456::1, true",
    "fd00::/8, fe80::1, false",
    "::1, ::1, true",
    "::/0, 10.0.0.1, false",
    "::/0, 2001:db8::1, true",
    "2001:db8::/33, 2001:db8:7fff::, true",
    "2001:db8::/33, 2001:db8:8000::, false",
    "::ffff:10.0.0.0/104, 10.1.2.3, true",
    "::ffff:10.0.0.0/104, 11.1.2.3, false",
    "::ffff:10.0.0.1, 10.0.0.1, true",
  })
  void aRangeContainsItsAddresses(String range, String address, boolean contained)
      throws UnknownHostException {
    assertThat(Cidr.parse(range).contains(InetAddress.getAllByName(address)[0]))
        .isEqualTo(contained);
  }

  /** Java makes an IPv4 address of most mapped ones itself, but not of one made like this. */
  @Test
  void aMappedAddressIsTheAddressItStandsFor() throws UnknownHostException {
    byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 9, 0, 1};
    InetAddress address = Inet6Address.getByAddress("mapped", mapped, 0);

    assertThat(address.getAddress()).hasSize(16);
    assertThat(Cidr.parse("10.9.0.0/16").contains(address)).isTrue();
    assertThat(Cidr.parse("::/0").contains(address)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/8",
        "localhost",
        "localhost/8",
        "10.0.0/8",
        "10.0.0.0.0/8",
        "010.0.0.0/8",
        "256.0.0.0/8",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/",
        "10.0.0.0/8/8",
        "10.0.0.0/255.0.0.0",
        "fd00::/129",
        "fd00:::/8",
        "fe80::1%eth0",
        "::ffff:10.0.0.0/8",
        "1.2.3.4:80"
      })
  void whatIsNoRangeIsRefused(String text) {
    assertThatThrownBy(() -> Cidr.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "10.9.1.0/16, 10.9.0.0/16",
    "10.0.0.1/0, 0.0.0.0/0",
    "fd00::1/8, fd00:0:0:0:0:0:0:0/8",
    "::ffff:10.1.0.0/104, 10.0.0.0/8"
  })
  void hostBitsAreRefusedNamingTheRangeThatWasMeant(String text, String meant) {
    assertThatThrownBy(() -> Cidr.parse(text)).hasMessage("the range begins at " + meant);
  }
}

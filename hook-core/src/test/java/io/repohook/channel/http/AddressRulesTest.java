package io.repohook.channel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.config.Cidr;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {
  private static final AddressRules NONE = new AddressRules(List.of(), List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "169.254.0.1",
        "fe80::1",
        "febf::1",
        "fd00:ec2::254",
        "100.100.100.200",
        "192.0.0.192",
        "224.0.0.1",
        "239.255.255.255",
        "255.255.255.255",
        "ff02::1",
        "0.0.0.0",
        "0.1.2.3",
        "::",
        "::ffff:169.254.169.254",
        "::169.254.169.254",
        "::ffff:0:169.254.169.254",
        "64:ff9b::169.254.169.254",
        "64:ff9b::0.0.0.0",
        "64:ff9b:1:a9fe:a9:fe00::",
        "64:ff9b:1::a9fe:a9fe",
        "2002:a9fe:a9fe::1",
        "2002:e000:1::1",
      })
  void someAddressesAreAlwaysRefused(String address) {
    assertThat(refused(NONE, address)).isTrue();
    assertThat(refused(rules("", "0.0.0.0/0 ::/0"), address))
        .as("network.allow is no exception to it")
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.9.9.9",
        "::1",
        "10.0.0.1",
        "192.168.1.1",
        "192.0.0.191",
        "100.100.100.201",
        "8.8.8.8",
        "fd00::1",
        "2001:db8::1",
        "64:ff9b::8.8.8.8",
        "2002:808:808::1",
        "::ffff:10.0.0.1",
      })
  void othersAreNot(String address) {
    assertThat(refused(NONE, address)).isFalse();
  }

  @Test
  void denyRefusesMoreAndAllowExceptsFromIt() {
    AddressRules rules = rules("10.0.0.0/8 fd00::/8", "10.9.0.0/16 fd00:9::/32");

    assertThat(refused(rules, "10.1.2.3")).isTrue();
    assertThat(refused(rules, "10.9.2.3")).isFalse();
    assertThat(refused(rules, "fd00:1::1")).isTrue();
    assertThat(refused(rules, "fd00:9::1")).isFalse();
    assertThat(refused(rules, "11.0.0.1")).isFalse();
  }

  @Test
  void deniedAddressesAreRefusedInsideOthersToo() {
    AddressRules rules = rules("10.0.0.0/8", "");

    assertThat(refused(rules, "::ffff:10.1.2.3")).isTrue();
    assertThat(refused(rules, "64:ff9b::10.1.2.3")).isTrue();
    assertThat(refused(rules, "2002:a01:203::1")).isTrue();
  }

  @Test
  void loopbackCanBeDenied() {
    AddressRules rules = rules("127.0.0.0/8 ::1", "");

    assertThat(refused(rules, "127.0.0.1")).isTrue();
    assertThat(refused(rules, "::1")).isTrue();
  }

  private static boolean refused(AddressRules rules, String address) {
    return rules.refusal(Literals.address(address).orElseThrow()).isPresent();
  }

  private static AddressRules rules(String deny, String allow) {
    return new AddressRules(ranges(deny), ranges(allow));
  }

  private static List<Cidr> ranges(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" ")).stream().map(Cidr::parse).toList();
  }
}

package io.repohook.git.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.Actor;
import org.eclipse.jgit.lib.PersonIdent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReflogIdentityTest {

  /** What servers write there. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "servlet               | alice     | alice@192.0.2.7         | alice     | -                 | 192.0.2.7",
        "servlet, IPv6         | alice     | alice@2001:db8::7       | alice     | -                 | 2001:db8::7",
        "servlet, in brackets  | alice     | alice@[::1]             | alice     | -                 | ::1",
        "servlet, of a link    | alice     | alice@[fe80::1%eth0]    | alice     | -                 | fe80::1%eth0",
        "servlet, mapped IPv4  | alice     | alice@::ffff:192.0.2.7  | alice     | -                 | ::ffff:192.0.2.7",
        "servlet, host's name  | alice     | alice@pc.example.com    | alice     | -                 | -",
        "user with a domain    | a@corp    | a@corp@192.0.2.7        | a@corp    | -                 | 192.0.2.7",
        "nobody                | anonymous | anonymous@192.0.2.7     | -         | -                 | 192.0.2.7",
        "nobody, host's name   | anonymous | anonymous@pc            | -         | -                 | -",
        "real mail address     | Alice     | alice@example.com       | Alice     | alice@example.com | -",
        "no mail address       | alice     | ''                      | alice     | -                 | -",
        "called so             | anonymous | a@example.com           | anonymous | a@example.com     | -",
        "nothing               | ''        | ''                      | -         | -                 | -",
      })
  void identityIsReadAsItsWriterMeantIt(
      String where,
      String ident,
      String mail,
      @Nullable String name,
      @Nullable String email,
      @Nullable String address) {
    assertThat(ReflogIdentity.actor(new PersonIdent(ident, mail)))
        .isEqualTo(new Actor(name, email, address));
  }

  @Test
  void serverThatWritesNoneNamesNobody() {
    assertThat(ReflogIdentity.actor(null)).isEqualTo(Actor.UNKNOWN);
  }
}

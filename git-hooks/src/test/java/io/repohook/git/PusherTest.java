package io.repohook.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.Actor;
import io.repohook.event.PushCertificate;
import io.repohook.intake.Standing;
import io.repohook.spool.SpoolFile;
import io.repohook.spool.SpoolOwner;
import io.repohook.spool.SpoolRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PusherTest {

  /** What stands around git, and whom the file belongs to. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "gitolite over ssh    | git   | GL_USER=alice;USER=git;LOGNAME=git;SSH_CONNECTION=192.0.2.7 50000 192.0.2.1 22 | alice | - | 192.0.2.7",
        "gitolite over http   | www   | GL_USER=alice;REMOTE_USER=ldap-alice;REMOTE_ADDR=192.0.2.7 | alice | - | 192.0.2.7",
        "GitLab               | git   | GL_USERNAME=alice;USER=git | alice | - | -",
        "Gitea                | git   | GITEA_PUSHER_NAME=alice;GITEA_PUSHER_EMAIL=a@example.com;USER=git | alice | a@example.com | -",
        "http with password   | www   | REMOTE_USER=alice;REMOTE_ADDR=2001:db8::7 | alice | - | 2001:db8::7",
        "http without         | www   | REMOTE_ADDR=192.0.2.7;USER=www | - | - | 192.0.2.7",
        "http, blank user     | www   | REMOTE_USER= ;REMOTE_ADDR=192.0.2.7 | - | - | 192.0.2.7",
        "http, started by ssh | www   | REMOTE_ADDR=192.0.2.7;SSH_CONNECTION=10.0.0.1 1 10.0.0.2 22 | - | - | 192.0.2.7",
        "ssh                  | alice | USER=alice;LOGNAME=alice;SSH_CONNECTION=2001:db8::7 50000 2001:db8::1 22 | alice | - | 2001:db8::7",
        "local                | alice | USER=alice;LOGNAME=alice | alice | - | -",
        "local, USER is a lie | alice | USER=root;LOGNAME=root | alice | - | -",
        "nameless account     | 1000  | USER=alice | alice | - | -",
        "LOGNAME alone        | 1000  | LOGNAME=alice | alice | - | -",
        "nothing at all       | 1000  | - | 1000 | - | -",
      })
  void pusherIsTheOneNamedMostParticularly(
      String where,
      String owner,
      @Nullable String environment,
      @Nullable String name,
      @Nullable String email,
      @Nullable String address) {
    assertThat(new Pusher(file(owner, environment), Standing.FOR_OTHERS).actor())
        .isEqualTo(new Actor(name, email, address));
  }

  @Test
  void signedPushHasItsCertificate() {
    Pusher pusher =
        new Pusher(
            file(
                "alice",
                "GIT_PUSH_CERT=95790bf8;GIT_PUSH_CERT_SIGNER=Alice <a@example.com>"
                    + ";GIT_PUSH_CERT_KEY=ABCD;GIT_PUSH_CERT_STATUS=G;GIT_PUSH_CERT_NONCE_STATUS=OK"),
            Standing.FOR_OTHERS);

    assertThat(pusher.certificate())
        .isEqualTo(new PushCertificate("G", "Alice <a@example.com>", "ABCD", "OK"));
  }

  @Test
  void certificateThatGitCouldNotCheckHasNoSigner() {
    assertThat(
            new Pusher(file("alice", "GIT_PUSH_CERT=95790bf8"), Standing.FOR_OTHERS).certificate())
        .isEqualTo(new PushCertificate("N", null, null, null));
  }

  @Test
  void pushThatIsNotSignedHasNone() {
    assertThat(
            new Pusher(file("alice", "GIT_PUSH_CERT_STATUS=G"), Standing.FOR_OTHERS).certificate())
        .isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "GL_USER=alice;SSH_CONNECTION=192.0.2.7 50000 192.0.2.1 22",
    "REMOTE_USER=alice;REMOTE_ADDR=192.0.2.7",
    "GITEA_PUSHER_NAME=alice;GITEA_PUSHER_EMAIL=a@example.com;REMOTE_ADDR=192.0.2.7",
    "REMOTE_ADDR=192.0.2.7",
    "USER=alice;LOGNAME=alice;REMOTE_ADDR=192.0.2.7",
  })
  void accountThatSpeaksForItselfIsNobodyElse(String environment) {
    assertThat(new Pusher(file("bob", environment), Standing.FOR_ITSELF).actor())
        .isEqualTo(new Actor("bob", null, "192.0.2.7"));
  }

  @Test
  void accountWithoutANameThatSpeaksForItselfIsItsNumber() {
    assertThat(new Pusher(file("1000", "USER=alice"), Standing.FOR_ITSELF).actor())
        .isEqualTo(new Actor("1000", null, null));
  }

  @Test
  void pusherToldOutrightIsNobodyElseEither() {
    SpoolFile file =
        new SpoolFile(
            "file.event",
            GitFixture.NOW,
            new SpoolOwner(1000, "bob"),
            List.of(
                SpoolRecord.of("pusher.name", "alice"),
                SpoolRecord.of("pusher.email", "a@example.com"),
                SpoolRecord.of("pusher.address", "192.0.2.7")));

    assertThat(new Pusher(file, Standing.FOR_ITSELF).actor())
        .isEqualTo(new Actor("bob", null, "192.0.2.7"));
    assertThat(new Pusher(file, Standing.FOR_OTHERS).actor())
        .isEqualTo(new Actor("alice", "a@example.com", "192.0.2.7"));
  }

  @Test
  void accountThatSpeaksForItselfCannotMakeUpWhoSigned() {
    SpoolFile file =
        file("bob", "GIT_PUSH_CERT=95790bf8;GIT_PUSH_CERT_SIGNER=Alice;GIT_PUSH_CERT_STATUS=G");

    assertThat(new Pusher(file, Standing.FOR_ITSELF).certificate())
        .isEqualTo(new PushCertificate("N", null, null, null));
  }

  private static SpoolFile file(String owner, @Nullable String environment) {
    List<SpoolRecord> records = new ArrayList<>();
    for (String each : environment == null ? new String[0] : environment.split(";")) {
      String[] words = each.split("=", 2);
      records.add(SpoolRecord.of("env." + words[0], words[1]));
    }
    return new SpoolFile("file.event", GitFixture.NOW, new SpoolOwner(1000, owner), records);
  }
}

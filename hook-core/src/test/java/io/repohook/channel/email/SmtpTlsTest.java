package io.repohook.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.Attempt;
import io.repohook.channel.Channel;
import io.repohook.channel.Copy;
import io.repohook.channel.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ServerSocketFactory;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is said to a server that is not encrypted, or not the right one, where that is asked. */
class SmtpTlsTest {
  private static final HeldCertificate AUTHORITY =
      new HeldCertificate.Builder().certificateAuthority(0).commonName("test authority").build();

  @TempDir Path folder;

  @Test
  void implicitTlsIsSpokenFromTheFirstByte() throws Exception {
    try (RawMailServer server = implicit("localhost")) {
      assertThat(attempt("implicit", "localhost", server).detail()).contains("250 2.0.0 queued");
      assertThat(server.mails()).hasSize(1);
    }
  }

  @Test
  void startTlsIsSpokenBeforeAnythingElse() throws Exception {
    try (RawMailServer server = offeringStartTls("localhost")) {
      assertThat(attempt("starttls", "localhost", server).detail()).contains("250 2.0.0 queued");
      assertThat(server.commands().subList(0, 3)).element(1).isEqualTo("STARTTLS");
      assertThat(server.commands().get(2)).startsWith("EHLO");
      assertThat(server.mails()).hasSize(1);
    }
  }

  @Test
  void serverThatOffersNoStartTlsGetsNothing() throws Exception {
    try (RawMailServer server = new RawMailServer(command -> null)) {
      Attempt attempt = attempt("starttls", "localhost", server);

      assertThat(attempt.outcome().reason().wireName()).isEqualTo("tls_failed");
      assertThat(attempt.outcome().wireName()).isEqualTo("retry");
      assertThat(attempt.detail())
          .isEqualTo("the server offers no STARTTLS, and smtp.tls demands it");
      assertThat(server.commands()).noneMatch(each -> each.startsWith("MAIL"));
    }
  }

  @Test
  void certificateOfAnotherNameIsRefused() throws Exception {
    for (String tls : List.of("implicit", "starttls")) {
      try (RawMailServer server =
          tls.equals("implicit") ? implicit("elsewhere") : offeringStartTls("elsewhere")) {
        Attempt attempt = attempt(tls, "localhost", server);

        assertThat(attempt.outcome().reason().wireName()).as(tls).isEqualTo("tls_failed");
        assertThat(server.commands()).noneMatch(each -> each.startsWith("MAIL"));
      }
    }
  }

  @Test
  void certificateOfAnUnknownAuthorityIsRefused() throws Exception {
    for (String tls : List.of("implicit", "starttls")) {
      try (RawMailServer server =
              tls.equals("implicit") ? implicit("localhost") : offeringStartTls("localhost");
          EmailFixture fixture =
              new EmailFixture(folder).smtp("tls: " + tls + ", " + smtp("localhost", server))) {
        Attempt attempt = attempt(fixture);

        assertThat(attempt.outcome().reason().wireName()).as(tls).isEqualTo("tls_failed");
        assertThat(server.commands()).noneMatch(each -> each.startsWith("MAIL"));
      }
    }
  }

  private static RawMailServer implicit(String name) throws IOException {
    ServerSocketFactory sockets = certificates(name).sslContext().getServerSocketFactory();
    return new RawMailServer(sockets, null, command -> null);
  }

  private static RawMailServer offeringStartTls(String name) throws IOException {
    return new RawMailServer(
        ServerSocketFactory.getDefault(), certificates(name).sslSocketFactory(), command -> null);
  }

  private static HandshakeCertificates certificates(String name) {
    HeldCertificate server =
        new HeldCertificate.Builder().signedBy(AUTHORITY).addSubjectAlternativeName(name).build();
    return new HandshakeCertificates.Builder()
        .heldCertificate(server, AUTHORITY.certificate())
        .build();
  }

  private Attempt attempt(String tls, String host, RawMailServer server) throws Exception {
    Files.writeString(folder.resolve("ca.pem"), AUTHORITY.certificatePem());
    try (EmailFixture fixture =
        new EmailFixture(folder).smtp("tls: " + tls + ", ca: ca.pem, " + smtp(host, server))) {
      return attempt(fixture);
    }
  }

  private static String smtp(String host, RawMailServer server) {
    return "host: " + host + ", from: repohook@example.com, timeout: 20s, port: " + server.port();
  }

  private static Attempt attempt(EmailFixture fixture) throws Exception {
    Channel channel = fixture.channel("email: [dev@example.com]");
    Copy copy = channel.render(MailEvents.event(MailEvents.push("refs/heads/main", "a"))).get(0);
    return channel.send(new Message("dlv_1", copy.body()));
  }
}

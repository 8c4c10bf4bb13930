package io.repohook.quickstart;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A mail server on the loopback address that takes everything. Confined to one thread. */
final class Mailbox implements AutoCloseable {
  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private int taken;

  /** Listens from now on, at a free port. */
  void open() {
    server.start();
  }

  int port() {
    return server.getSmtp().getPort();
  }

  /** What came since this was asked last. */
  List<Arrival> take() {
    MimeMessage[] all = server.getReceivedMessages();
    List<Arrival> came = new ArrayList<>();
    for (; taken < all.length; taken++) {
      came.add(new Arrival(Way.MAIL, Instant.now(), lines(all[taken])));
    }
    return came;
  }

  private static List<String> lines(MimeMessage mail) {
    try {
      return List.of(
          mail.getSubject(),
          "to "
              + Stream.of(mail.getAllRecipients())
                  .map(Address::toString)
                  .collect(Collectors.joining(", ")));
    } catch (MessagingException e) {
      return List.of("a mail that cannot be read: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}

package io.repohook.channel.email.smtp;

import io.repohook.channel.Outcome;
import io.repohook.channel.Reason;
import io.repohook.channel.http.Answer;
import io.repohook.channel.http.Failures;
import io.repohook.channel.http.GuardedDial;
import io.repohook.config.Smtp;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.Properties;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Gives mails to one mail server, each for one recipient and in a conversation of its own.
 * Immutable and thread-safe.
 */
public final class SmtpClient {
  private final Smtp server;
  private final GuardedDial dial;
  private final SSLSocketFactory tls;

  /**
   * @param tls makes the connections that only the server with the right certificate gets
   */
  public SmtpClient(Smtp server, GuardedDial dial, SSLSocketFactory tls) {
    this.server = server;
    this.dial = dial;
    this.tls = tls;
  }

  /**
   * Says everything once. When the connection breaks after the mail's last byte nobody knows
   * whether the server has it; that counts as not, and the mail's {@code Message-ID} tells the
   * recipient that two are one.
   *
   * @param mail goes as it is
   */
  public Reply send(Envelope envelope, byte[] mail) {
    try (Socket socket = dial.connect(server.host(), server.port(), server.timeout());
        Deadline deadline = new Deadline(socket, server.timeout())) {
      return converse(socket, envelope, mail, deadline);
    } catch (IOException e) {
      return failed(e);
    }
  }

  private Reply converse(Socket socket, Envelope envelope, byte[] mail, Deadline deadline)
      throws IOException {
    boolean aboutMail = false;
    socket.setSoTimeout((int) Math.min(server.timeout().toMillis(), Integer.MAX_VALUE));
    Session session = session(envelope.from());
    SMTPTransport transport =
        new SMTPTransport(session, new URLName("smtp", null, -1, "", null, null));
    try {
      transport.connect(server.tls() == Smtp.Tls.IMPLICIT ? encrypted(socket) : socket);
      if (server.login().isPresent() && !transport.supportsExtension("AUTH")) {
        return Reply.unanswered(
            Reason.UNAUTHORIZED, "the server offers no login, and smtp.user is set");
      }
      aboutMail = true;
      MimeMessage message = new MimeMessage(session, new ByteArrayInputStream(mail));
      transport.sendMessage(message, InternetAddress.parse(envelope.to()));
      return new Reply(
          new Outcome.Delivered(),
          transport.getLastReturnCode(),
          transport.getLastServerResponse());
    } catch (IOException | MessagingException e) {
      return deadline.isPassed()
          ? Reply.unanswered(Reason.TIMEOUT, "no answer in time")
          : failed(e, transport, aboutMail);
    } finally {
      quit(transport);
    }
  }

  private SSLSocket encrypted(Socket socket) throws IOException {
    SSLSocket encrypted = (SSLSocket) tls.createSocket(socket, server.host(), server.port(), true);
    SSLParameters parameters = encrypted.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    encrypted.setSSLParameters(parameters);
    encrypted.startHandshake();
    return encrypted;
  }

  private Session session(String from) {
    Properties properties = new Properties();
    properties.put("mail.smtp.from", from);
    properties.put("mail.smtp.localhost", server.hello());
    properties.put("mail.smtp.starttls.enable", server.tls() == Smtp.Tls.STARTTLS);
    properties.put("mail.smtp.starttls.required", server.tls() == Smtp.Tls.STARTTLS);
    properties.put("mail.smtp.ssl.socketFactory", tls);
    properties.put("mail.smtp.ssl.checkserveridentity", true);
    // Whether it wishes us farewell changes nothing.
    properties.put("mail.smtp.quitwait", false);
    properties.put("mail.smtp.auth", server.login().isPresent());
    return Session.getInstance(properties, server.login().map(SmtpClient::asking).orElse(null));
  }

  private static Authenticator asking(Smtp.Login login) {
    return new Authenticator() {
      @Override
      protected PasswordAuthentication getPasswordAuthentication() {
        return new PasswordAuthentication(login.user(), login.password().reveal());
      }
    };
  }

  private Reply failed(Exception failure, SMTPTransport transport, boolean aboutMail) {
    if (failure instanceof IOException broken) {
      return failed(broken);
    }
    if (failure instanceof MessagingException told
        && told.getNextException() instanceof IOException broken) {
      return failed(broken);
    }
    int code = transport.getLastReturnCode();
    String said = transport.getLastServerResponse();
    if (failure instanceof AuthenticationFailedException && code / 100 != 4) {
      return new Reply(new Outcome.Retry(Reason.UNAUTHORIZED, null), code, String.valueOf(said));
    }
    if (code >= 400) {
      return Reply.of(code, aboutMail, String.valueOf(said));
    }
    if (code < 0) {
      return Reply.unanswered(Reason.CONNECTION_FAILED, "the server closed the connection");
    }
    if (server.tls() == Smtp.Tls.STARTTLS && !transport.supportsExtension("STARTTLS")) {
      return Reply.unanswered(
          Reason.TLS_FAILED, "the server offers no STARTTLS, and smtp.tls demands it");
    }
    return new Reply(
        new Outcome.Retry(Reason.UNEXPECTED_STATUS, null),
        code == 0 ? null : code,
        String.valueOf(failure.getMessage()));
  }

  private static Reply failed(IOException failure) {
    Answer.None none = Failures.of(failure);
    return Reply.unanswered(none.reason(), none.detail());
  }

  private static void quit(SMTPTransport transport) {
    try {
      transport.close();
    } catch (MessagingException e) {
      // The mail's fate is known; what becomes of the connection does not matter.
    }
  }
}

package io.repohook.channel.email.mime;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repohook.channel.email.letter.HtmlBody;
import io.repohook.channel.email.letter.TextBody;
import io.repohook.config.MailAddress;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParameterList;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Date;
import java.util.Properties;

/**
 * Writes a mail for one recipient: text and HTML of the same letter, in lines that every server
 * takes. The same mail is always the same bytes.
 */
public final class MailWriter {
  /** Subjects are read in lists, which cut them anyway. */
  private static final int SUBJECT = 200;

  private static final int NAME = 100;

  /** Git's refs are shorter than this, as file names are. */
  private static final int MARK = 300;

  private static final Session SESSION = Session.getInstance(new Properties());

  private MailWriter() {}

  /** The mail's bytes, its lines ended by CR LF. */
  public static byte[] write(Mail mail, String recipient) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      message(mail, recipient).writeTo(bytes);
      return bytes.toByteArray();
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException("mail " + mail.id() + " cannot be written", e);
    }
  }

  private static MimeMessage message(Mail mail, String recipient)
      throws MessagingException, IOException {
    Ids ids = new Ids(mail.sender().address().domain());
    MimeMessage message = new Identified(ids.message(mail.id(), recipient));
    MailAddress from = mail.sender().address();
    String name = HeaderText.line(mail.sender().name(), NAME);
    message.setFrom(new InternetAddress(from.toString(), name, UTF_8.name()));
    message.setRecipients(MimeMessage.RecipientType.TO, InternetAddress.parse(recipient));
    if (mail.sender().replyTo().isPresent()) {
      message.setReplyTo(InternetAddress.parse(mail.sender().replyTo().get().toString()));
    }
    message.setSubject(
        HeaderText.line("[" + mail.repository() + "] " + mail.letter().subject(), SUBJECT),
        UTF_8.name());
    message.setSentDate(Date.from(mail.at()));
    hangTogether(message, mail, ids);
    message.setHeader("List-Id", MimeUtility.fold(9, ids.list(mail.repository())));
    // RFC 3834, and the older word for it that Exchange knows: no machine answers a machine.
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setHeader("X-Auto-Response-Suppress", "All");
    mail.marks()
        .forEach((mark, value) -> set(message, "X-Repohook-" + mark, HeaderText.line(value, MARK)));
    message.setContent(alternatives(mail));
    message.saveChanges();
    return message;
  }

  /**
   * Mails that share a reference are one conversation. The occasion stands last, as the parent: it
   * then holds the branches of one push together, and each branch its pushes.
   */
  private static void hangTogether(MimeMessage message, Mail mail, Ids ids)
      throws MessagingException {
    String parent = ids.thread(mail.repository(), mail.letter().thread());
    String references = parent;
    if (!mail.occasion().equals(mail.id())) {
      parent = ids.occasion(mail.occasion());
      references += " " + parent;
    }
    message.setHeader("In-Reply-To", MimeUtility.fold(13, parent));
    message.setHeader("References", MimeUtility.fold(12, references));
  }

  private static void set(MimeMessage message, String header, String value) {
    try {
      message.setHeader(header, HeaderText.encoded(header, value));
    } catch (MessagingException e) {
      throw new IllegalStateException("no header " + header, e);
    }
  }

  /** The last is what a reader shows that can show all: RFC 2046, section 5.1.4. */
  private static MimeMultipart alternatives(Mail mail) throws MessagingException {
    MimeMultipart parts = new Bounded(mail.id());
    parts.addBodyPart(part("plain", TextBody.of(mail.letter())));
    parts.addBodyPart(part("html", HtmlBody.of(mail.letter())));
    return parts;
  }

  private static BodyPart part(String subtype, String text) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(text, UTF_8.name(), subtype);
    // Lines of any length and bytes of any kind, in lines of 76 letters of ASCII.
    part.setHeader("Content-Transfer-Encoding", "quoted-printable");
    return part;
  }

  /** A message whose id is given, not drawn. */
  private static final class Identified extends MimeMessage {
    private final String id;

    Identified(String id) {
      super(SESSION);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }

  /** Alternatives whose boundary is given; quoted-printable never writes {@code =_}. */
  private static final class Bounded extends MimeMultipart {
    Bounded(String id) {
      ParameterList parameters = new ParameterList();
      parameters.set("boundary", "=_" + id);
      contentType = new ContentType("multipart", "alternative", parameters).toString();
    }
  }
}

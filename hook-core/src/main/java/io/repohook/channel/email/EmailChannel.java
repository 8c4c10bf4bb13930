package io.repohook.channel.email;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repohook.channel.Attempt;
import io.repohook.channel.Body;
import io.repohook.channel.Build;
import io.repohook.channel.Channel;
import io.repohook.channel.Copy;
import io.repohook.channel.Digest;
import io.repohook.channel.Downloads;
import io.repohook.channel.Excerpt;
import io.repohook.channel.Mask;
import io.repohook.channel.Message;
import io.repohook.channel.email.letter.Letter;
import io.repohook.channel.email.letter.Letters;
import io.repohook.channel.email.mime.Mail;
import io.repohook.channel.email.mime.MailWriter;
import io.repohook.channel.email.smtp.Envelope;
import io.repohook.channel.email.smtp.Reply;
import io.repohook.channel.email.smtp.SmtpClient;
import io.repohook.config.Smtp;
import io.repohook.event.Event;
import io.repohook.event.EventType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Mails each recipient a copy of their own. */
final class EmailChannel implements Channel {
  private static final String MEDIA_TYPE = "message/rfc822";
  private static final String FROM = "from";
  private static final String TO = "to";

  private final EmailSettings settings;
  private final String repository;
  private final Letters letters;
  private final SmtpClient client;
  private final Mask mask;
  private final InstantSource clock;

  EmailChannel(
      EmailSettings settings,
      String repository,
      Letters letters,
      SmtpClient client,
      InstantSource clock) {
    this.settings = settings;
    this.repository = repository;
    this.letters = letters;
    this.client = client;
    this.mask = new Mask(settings.server().login().map(EmailChannel::secrets).orElse(List.of()));
    this.clock = clock;
  }

  /** The password, and the forms in which a login says it. */
  private static List<String> secrets(Smtp.Login login) {
    String password = login.password().reveal();
    String plain = login.user() + "\0" + login.user() + "\0" + password;
    return List.of(password, base64(password), base64(plain));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  @Override
  public String endpoint() {
    return settings.endpoint();
  }

  @Override
  public boolean concerns(Event event) {
    return !settings.recipients().of(event).isEmpty();
  }

  @Override
  public List<Copy> render(Event event) {
    Collection<String> recipients = settings.recipients().of(event);
    if (recipients.isEmpty()) {
      return List.of();
    }
    Letter letter = letters.of(event);
    Map<String, String> marks = new LinkedHashMap<>();
    marks.put("Event", event.type().wireName());
    marks.put("Repository", event.repository().name());
    marks.put("About", event.data().subject());
    Mail mail =
        new Mail(
            event.id(),
            event.occasion(),
            repository,
            settings.author().sender(settings.server().from(), event),
            event.timestamp(),
            letter,
            marks);
    return copies(mail, recipients);
  }

  @Override
  public byte[] digestItem(Event event) {
    return DigestItem.of(letters.of(event), settings.recipients().of(event)).bytes();
  }

  /** Who would have got nothing of what is listed gets no digest. */
  @Override
  public List<Copy> digest(Digest digest) {
    List<DigestItem> items = digest.items().stream().map(DigestItem::read).toList();
    Set<String> recipients = new LinkedHashSet<>();
    items.forEach(item -> recipients.addAll(item.recipients()));
    Downloads downloads = digest.downloads();
    List<Downloads.Thing> downloaded = downloads == null ? List.of() : downloads.listed();
    downloaded.forEach(thing -> recipients.addAll(recipients(thing)));
    List<Copy> copies = new ArrayList<>();
    for (String recipient : recipients) {
      List<DigestItem> theirs =
          items.stream().filter(item -> item.recipients().contains(recipient)).toList();
      Mail mail =
          new Mail(
              digest.id(),
              digest.id(),
              repository,
              ShownAuthor.nobody(settings.server().from()),
              digest.to(),
              DigestLetter.of(
                  digest,
                  theirs,
                  downloaded.stream()
                      .filter(each -> recipients(each).contains(recipient))
                      .toList()),
              Map.of("Event", "digest", "Repository", repository));
      copies.addAll(copies(mail, List.of(recipient)));
    }
    return copies;
  }

  /** Each is told of the deploys of which they would have got a mail of their own. */
  @Override
  public List<Copy> build(Build build) {
    Map<String, List<Event>> deploys = new LinkedHashMap<>();
    for (Event each : build.listed()) {
      settings
          .recipients()
          .of(each)
          .forEach(to -> deploys.computeIfAbsent(to, key -> new ArrayList<>()).add(each));
    }
    List<Copy> copies = new ArrayList<>();
    deploys.forEach(
        (recipient, theirs) ->
            copies.addAll(copies(mail(build, build.only(theirs)), List.of(recipient))));
    return copies;
  }

  private Mail mail(Build build, Build theirs) {
    return new Mail(
        build.id(),
        build.id(),
        repository,
        ShownAuthor.nobody(settings.server().from()),
        build.to(),
        letters.of(theirs),
        Map.of("Event", EventType.ARTIFACT_DEPLOYED.wireName(), "Repository", repository));
  }

  private Collection<String> recipients(Downloads.Thing thing) {
    return settings
        .recipients()
        .ofDownloads(thing.files().stream().map(Downloads.File::path).toList());
  }

  private List<Copy> copies(Mail mail, Collection<String> recipients) {
    List<Copy> copies = new ArrayList<>();
    for (String recipient : recipients) {
      Map<String, String> envelope =
          Map.of(FROM, settings.server().from().toString(), TO, recipient);
      copies.add(
          new Copy(recipient, new Body(MEDIA_TYPE, envelope, MailWriter.write(mail, recipient))));
    }
    return copies;
  }

  @Override
  public Attempt send(Message message) {
    Instant startedAt = clock.instant();
    long start = System.nanoTime();
    Map<String, String> envelope = message.body().headers();
    Reply reply =
        client.send(
            new Envelope(
                Optional.ofNullable(envelope.get(FROM)).orElseThrow(),
                Optional.ofNullable(envelope.get(TO)).orElseThrow()),
            message.body().bytes());
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    return new Attempt(
        startedAt, took, reply.outcome(), reply.code(), Excerpt.of(mask.apply(reply.detail())));
  }

  @Override
  public Map<String, String> describe() {
    return settings.describe();
  }

  @Override
  public String toString() {
    return settings.toString();
  }
}

package io.repohook.channel.email;

import io.repohook.channel.Channel;
import io.repohook.channel.ChannelType;
import io.repohook.channel.RepositorySettings;
import io.repohook.channel.email.letter.Letters;
import io.repohook.channel.email.smtp.SmtpClient;
import io.repohook.channel.http.GuardedHttp;
import io.repohook.channel.http.Trust;
import io.repohook.config.Section;
import io.repohook.config.Smtp;
import io.repohook.diff.Diffs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/** Reads the settings of the channel {@code email}. Immutable and thread-safe. */
public final class EmailType implements ChannelType {
  private static final String AUTHOR = "email_author";
  private static final String DIFF = "diff";
  private static final String DIFF_LINES = "diff_lines";

  /** What a person still reads; git's own mail script shows as much. */
  private static final int LINES = 1_000;

  /** A mail server takes 10 MB as a rule, and each line is in the mail twice. */
  private static final int MOST_LINES = 20_000;

  /** As many as fit on a few screens; all of them are counted. */
  private static final int FILES = 200;

  private enum Shown {
    FULL,
    STAT,
    NONE
  }

  private static final Map<String, Shown> WORDS =
      Map.of("full", Shown.FULL, "stat", Shown.STAT, "none", Shown.NONE);

  private final Smtp server;
  private final boolean isConfigured;
  private final GuardedHttp network;
  private final Diffs diffs;
  private final InstantSource clock;

  /**
   * @param isConfigured whether the configuration names a mail server, or it is taken to be this
   *     machine's
   */
  public EmailType(
      Smtp server, boolean isConfigured, GuardedHttp network, Diffs diffs, InstantSource clock) {
    this.server = server;
    this.isConfigured = isConfigured;
    this.network = network;
    this.diffs = diffs;
    this.clock = clock;
  }

  @Override
  public String key() {
    return RecipientsReader.EMAIL;
  }

  @Override
  public Optional<Channel> read(Section subscription, RepositorySettings repository) {
    Recipients recipients = new RecipientsReader(subscription, server.from()).read();
    ShownAuthor author = subscription.oneOf(AUTHOR, ShownAuthor.WORDS).orElse(ShownAuthor.NAME);
    Optional<Diffs.Limits> diff = diff(subscription);
    if (!isConfigured) {
      subscription.warning(
          key(),
          "repohook.yaml names no mail server; mail goes to port 25 of this machine, from "
              + server.from(),
          "write 'smtp: {host: …, from: …}' into repohook.yaml");
    }
    Optional<SSLSocketFactory> tls = tls(subscription);
    if (!subscription.sound() || tls.isEmpty()) {
      return Optional.empty();
    }
    EmailSettings settings = new EmailSettings(server, recipients, author, diff);
    return Optional.of(
        new EmailChannel(
            settings,
            repository.name(),
            new Letters(repository, diffs, diff.orElse(null)),
            new SmtpClient(server, network.dial(), tls.get()),
            clock));
  }

  private static Optional<Diffs.Limits> diff(Section subscription) {
    Shown shown = subscription.oneOf(DIFF, WORDS).orElse(Shown.FULL);
    int lines = subscription.number(DIFF_LINES, 1, MOST_LINES).orElse(LINES);
    if (subscription.has(DIFF_LINES) && shown != Shown.FULL) {
      subscription.warning(
          DIFF_LINES, "no diff is shown", "remove it, or write '" + DIFF + ": full'");
    }
    return switch (shown) {
      case FULL -> Optional.of(new Diffs.Limits(FILES, lines));
      case STAT -> Optional.of(new Diffs.Limits(FILES, 0));
      case NONE -> Optional.empty();
    };
  }

  private Optional<SSLSocketFactory> tls(Section subscription) {
    Optional<Path> ca = server.ca();
    if (ca.isEmpty()) {
      return Optional.of(Trust.platform().sockets());
    }
    try {
      return Optional.of(Trust.authorities(ca.get()).sockets());
    } catch (IOException e) {
      subscription.problem(
          key(),
          "no certificates can be read from " + ca.get(),
          "write the path of a PEM file as smtp.ca in repohook.yaml");
      return Optional.empty();
    }
  }
}

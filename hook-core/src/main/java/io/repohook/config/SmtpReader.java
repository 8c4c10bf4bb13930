package io.repohook.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code smtp}. What it does not say is as on a machine that has a mail server of its own.
 */
final class SmtpReader {
  // Some servers greet late on purpose, up to half a minute; the rest is for the conversation.
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final String LOCALHOST = "localhost";
  private static final Set<String> LOOPBACK = Set.of(LOCALHOST, "127.0.0.1", "::1");
  private static final Map<String, Smtp.Tls> TLS =
      Map.of("implicit", Smtp.Tls.IMPLICIT, "starttls", Smtp.Tls.STARTTLS, "none", Smtp.Tls.NONE);

  private final Section smtp;
  private final Path folder;

  /**
   * @param folder what relative paths are relative to
   */
  SmtpReader(Section smtp, Path folder) {
    this.smtp = smtp;
    this.folder = folder;
  }

  /** The mail server of this machine, for a configuration that names none. */
  static Smtp local() {
    return new Smtp(
        LOCALHOST,
        Smtp.Tls.NONE.port(),
        new MailAddress("repohook", hostName()),
        Smtp.Tls.NONE,
        Optional.empty(),
        TIMEOUT,
        hostName(),
        Optional.empty());
  }

  Smtp read() {
    String host = smtp.scalar("host").flatMap(this::host).orElse(LOCALHOST);
    Smtp.Tls tls =
        smtp.oneOf("tls", TLS).orElse(LOOPBACK.contains(host) ? Smtp.Tls.NONE : Smtp.Tls.STARTTLS);
    Optional<Smtp.Login> login = login();
    if (tls == Smtp.Tls.NONE && !LOOPBACK.contains(host)) {
      smtp.warning(
          "tls",
          "mail goes to " + host + " unencrypted" + (login.isPresent() ? ", the password too" : ""),
          "write 'tls: starttls' or 'tls: implicit'");
    }
    return new Smtp(
        host,
        smtp.number("port", 1, 65_535).orElse(tls.port()),
        smtp.scalar("from").flatMap(this::from).orElse(new MailAddress("repohook", hostName())),
        tls,
        login,
        timeout(),
        smtp.scalar("hello").flatMap(this::hello).orElseGet(SmtpReader::hostName),
        smtp.scalar("ca").flatMap(this::ca));
  }

  private Optional<String> host(Scalar host) {
    return host.value().matches("[A-Za-z0-9._-]+|\\[?[0-9A-Fa-f:.]+]?")
        ? Optional.of(host.value().replaceAll("[\\[\\]]", ""))
        : smtp.wrong(
            "host",
            host,
            "'" + host + "' is no host name",
            "write the name alone; 'port' is apart");
  }

  private Optional<MailAddress> from(Scalar from) {
    Optional<MailAddress> address = MailAddress.parse(from.value());
    return address.isPresent()
        ? address
        : smtp.wrong(
            "from", from, "'" + from + "' is no mail address", "write it as repohook@example.com");
  }

  private Optional<Smtp.Login> login() {
    Optional<String> user = smtp.text("user");
    Optional<Secret> password = smtp.secret("password");
    if (smtp.has("user") != smtp.has("password")) {
      smtp.problem(
          smtp.has("user") ? "user" : "password",
          smtp.has("user") ? "a user without a password" : "a password without a user",
          "write both, or neither");
    }
    return user.flatMap(name -> password.map(word -> new Smtp.Login(name, word)));
  }

  private Duration timeout() {
    Duration timeout = smtp.duration("timeout").orElse(TIMEOUT);
    if (timeout.isZero()) {
      smtp.problem("timeout", "no time at all", "write a duration above zero");
    }
    return timeout;
  }

  private Optional<String> hello(Scalar hello) {
    return hello.value().matches("[A-Za-z0-9.-]+|\\[[A-Za-z0-9:.]+]")
        ? Optional.of(hello.value())
        : smtp.wrong(
            "hello", hello, "'" + hello + "' is no host name", "write this machine's full name");
  }

  private Optional<Path> ca(Scalar ca) {
    try {
      Path file = folder.resolve(ca.value()).normalize();
      if (Files.isReadable(file)) {
        return Optional.of(file);
      }
    } catch (InvalidPathException e) {
      // told below
    }
    return smtp.wrong(
        "ca",
        ca,
        "'" + ca + "' cannot be read",
        "write the path of a PEM file that the service can");
  }

  /** What the kernel says, as asking a name server may take long. */
  private static String hostName() {
    try {
      String name = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
      if (MailAddress.parse("repohook@" + name).isPresent()) {
        return name;
      }
    } catch (IOException e) {
      // Another system than Linux.
    }
    return LOCALHOST;
  }
}

package io.repohook.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The mail server that takes what is sent by mail.
 *
 * @param from the sender of every mail, and whom failures are returned to
 * @param timeout for all of one attempt: lookup, connection and conversation
 * @param hello the name by which this machine greets the server
 * @param ca a PEM file of the authorities that may sign the server's certificate; empty for those
 *     that the platform trusts
 */
public record Smtp(
    String host,
    int port,
    MailAddress from,
    Tls tls,
    Optional<Login> login,
    Duration timeout,
    String hello,
    Optional<Path> ca) {

  /** How the conversation is kept from others. */
  public enum Tls {
    /** From the first byte on. */
    IMPLICIT(465),
    /** Both sides change to it before anything is said; without it nothing is sent. */
    STARTTLS(587),
    /** Not at all. */
    NONE(25);

    private final int port;

    Tls(int port) {
      this.port = port;
    }

    /** Where servers that work so listen as a rule. */
    public int port() {
      return port;
    }
  }

  /** Who we are to the server. */
  public record Login(String user, Secret password) {}
}

package io.repohook.channel.email.smtp;

/**
 * What the server is told besides the mail itself.
 *
 * @param from whom a failure is returned to
 * @param to the one recipient
 */
public record Envelope(String from, String to) {}

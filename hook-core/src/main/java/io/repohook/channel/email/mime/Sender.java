package io.repohook.channel.email.mime;

import io.repohook.config.MailAddress;
import java.util.Optional;

/**
 * Who a mail is from.
 *
 * @param address our own: lists and mail servers refuse mail that claims to be from elsewhere
 * @param name shown beside it
 * @param replyTo who gets an answer, if another
 */
public record Sender(MailAddress address, String name, Optional<MailAddress> replyTo) {}

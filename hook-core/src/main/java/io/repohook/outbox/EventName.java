package io.repohook.outbox;

import java.time.Instant;

/**
 * An event in history by its name only.
 *
 * @param type its name, such as {@code git.push}
 * @param subject what it is about: a ref, a path, an alias
 */
public record EventName(String id, String type, String subject, Instant happenedAt) {}

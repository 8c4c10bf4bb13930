package io.repohook.outbox;

import io.repohook.event.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event in history.
 *
 * @param type its name, such as {@code git.push}
 * @param subject what it is about: a ref, a path, an alias
 * @param body the event in the native format
 * @param learnt who it turned out to be after it was told; null when nothing was learnt
 */
@SuppressWarnings("ArrayRecordComponent") // Read to be shown, never compared.
public record RecordedEvent(
    String id,
    String type,
    String repository,
    String subject,
    Instant happenedAt,
    Instant recordedAt,
    byte[] body,
    @Nullable Actor learnt) {}

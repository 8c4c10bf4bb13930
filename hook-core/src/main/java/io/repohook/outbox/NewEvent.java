package io.repohook.outbox;

import io.repohook.event.Event;

/**
 * An event to be recorded.
 *
 * @param body the event in the native format, for history
 */
@SuppressWarnings("ArrayRecordComponent") // Handed from step to step, never compared.
public record NewEvent(Event event, byte[] body) {}

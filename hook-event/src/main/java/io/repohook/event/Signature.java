package io.repohook.event;

import java.time.OffsetDateTime;

/**
 * Who wrote a commit or a tag, and when, as git recorded it.
 *
 * @param name empty where git recorded none
 * @param email empty where git recorded none
 */
public record Signature(String name, String email, OffsetDateTime when) {}

package io.repohook.channel.email.mime;

import io.repohook.channel.email.letter.Letter;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A mail before it is written.
 *
 * @param id the event's, or the digest's
 * @param occasion what the mails of one push share; its own id where it came alone
 * @param repository its name
 * @param at when what it tells of happened
 * @param marks what a recipient's filters can go by, behind {@code X-Repohook-}
 */
public record Mail(
    String id,
    String occasion,
    String repository,
    Sender sender,
    Instant at,
    Letter letter,
    Map<String, String> marks) {
  public Mail {
    marks = Collections.unmodifiableMap(new TreeMap<>(marks));
  }
}

package io.repohook.channel.email;

import io.repohook.channel.email.letter.Letter;
import io.repohook.channel.email.letter.TextBody;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event's part of a digest, as it is kept until the digest closes.
 *
 * @param recipients who would have got a mail of their own
 * @param text what that mail would have said, in lines
 */
record DigestItem(List<String> recipients, String subject, List<String> text) {
  private static final JsonMapper JSON = new JsonMapper();

  /** A digest is read across; each mail alone would say all. */
  private static final int LINES = 25;

  static DigestItem of(Letter letter, Collection<String> recipients) {
    List<String> lines = TextBody.of(letter).lines().toList();
    List<String> first =
        lines.size() <= LINES
            ? lines
            : Stream.concat(lines.subList(0, LINES).stream(), Stream.of("[…]")).toList();
    return new DigestItem(List.copyOf(recipients), letter.subject(), first);
  }

  static DigestItem read(byte[] item) {
    return JSON.readValue(item, DigestItem.class);
  }

  byte[] bytes() {
    return JSON.writeValueAsBytes(this);
  }
}

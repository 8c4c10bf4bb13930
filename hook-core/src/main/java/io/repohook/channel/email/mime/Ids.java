package io.repohook.channel.email.mime;

import io.repohook.event.EventId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The ids that tie mails together. Each is made from what it stands for alone, so a mail that is
 * sent again has the one that it had, and recipients see one mail.
 *
 * @param domain our own, which nobody else makes ids in
 */
record Ids(String domain) {
  /** RFC 2919, section 6: a list's id is at most 255 octets. */
  private static final int LONGEST_LABEL = 180;

  /** The id of a mail: of this event, for this recipient. */
  String message(String eventId, String recipient) {
    return "<" + eventId + "." + hash(recipient) + "@" + domain + ">";
  }

  /**
   * The id of a mail that was never sent, to which all mails about one thing are an answer. So they
   * are one conversation whichever of them comes first, or is lost.
   */
  String thread(String repository, String about) {
    return "<thread." + hash(repository, about) + "@" + domain + ">";
  }

  /** The same of what came about at once, such as the branches of one push. */
  String occasion(String occasion) {
    return "<occasion." + hash(occasion) + "@" + domain + ">";
  }

  /** RFC 2919: {@code <ocean.earthmover.example.com>}, the narrower name first as in a domain. */
  String list(String repository) {
    List<String> parts = new ArrayList<>(Arrays.asList(repository.split("/")));
    Collections.reverse(parts);
    String label =
        String.join(
            ".", parts.stream().map(part -> part.replaceAll("[^A-Za-z0-9_-]", "-")).toList());
    boolean isWhole = parts.stream().allMatch(part -> part.matches("[A-Za-z0-9_-]+"));
    if (!isWhole || label.length() > LONGEST_LABEL) {
      // What was left out would tell two names apart.
      label = label.substring(0, Math.min(label.length(), LONGEST_LABEL)) + "-" + hash(repository);
    }
    return "<" + label.replaceAll("\\.\\.+", ".").replaceAll("^\\.|\\.$", "") + "." + domain + ">";
  }

  private static String hash(String... of) {
    return EventId.event(of).substring("evt_".length(), "evt_".length() + 16);
  }
}

package io.repohook.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mail address such as {@code dev@example.com}: without a name before it, quotes or comments, and
 * in ASCII, which every mail server takes. Nothing of it can end a command or a header. Immutable.
 */
public record MailAddress(String local, String domain) {
  // RFC 5321, section 4.5.3.1: 64 octets before the @, 255 behind it; 254 in all fit into a path.
  private static final Pattern FORM =
      Pattern.compile(
          "([A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*)@"
              + "([A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
              + "(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*)");
  private static final int LONGEST = 254;
  private static final int LONGEST_LOCAL = 64;

  /** The address that the text is, or empty when it is none. */
  public static Optional<MailAddress> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    Matcher form = FORM.matcher(text);
    return form.matches() && form.group(1).length() <= LONGEST_LOCAL
        ? Optional.of(new MailAddress(form.group(1), form.group(2)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return local + "@" + domain;
  }
}

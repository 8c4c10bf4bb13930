package io.repohook.channel.webhook;

import static java.util.stream.Collectors.joining;

import io.repohook.channel.CredentialName;
import io.repohook.channel.Mask;
import io.repohook.channel.References;
import io.repohook.config.Scalar;
import io.repohook.config.Section;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The headers that a subscription adds to each request. Most hold a credential. Immutable. */
final class WebhookHeaders {
  static final String KEY = "headers";

  // RFC 9110, section 5.6.2.
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  // Tab and what ASCII prints. No CR or LF: a value with one would be two headers.
  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");
  // Ours, the format's, or those that say how the request itself is carried.
  private static final Set<String> RESERVED =
      Set.of(
          "accept-encoding",
          "connection",
          "content-encoding",
          "content-length",
          "content-type",
          "expect",
          "host",
          "keep-alive",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");
  private static final String RESERVED_PREFIX = "webhook-";
  // What a request says in the clear about itself; the value of any other may be a credential.
  private static final Set<String> PUBLIC =
      Set.of("accept", "accept-language", "from", "user-agent", "x-requested-with");
  // A literal value this short is rather a word than a credential, and hiding it garbles details.
  private static final int SHORTEST_SECRET = 4;

  private final Map<String, Scalar> headers;

  private WebhookHeaders(Map<String, Scalar> headers) {
    this.headers = headers;
  }

  /** Reads the headers; those that are wrong become problems. */
  static WebhookHeaders read(Section subscription) {
    Map<String, Scalar> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    subscription
        .map(KEY)
        .forEach(
            (name, value) -> {
              if (valid(subscription, name, value) && headers.put(name, value) != null) {
                subscription.problem(KEY, "the header " + name + " twice", "write it once");
              }
              if (CredentialName.is(name)) {
                subscription.secretAt(KEY + "." + name, value);
              }
            });
    return new WebhookHeaders(headers);
  }

  private static boolean valid(Section subscription, String name, Scalar value) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (!NAME.matcher(name).matches()) {
      subscription.problem(
          KEY, "'" + name + "' is not a header's name", "write letters, digits and hyphens");
    } else if (RESERVED.contains(lower) || lower.startsWith(RESERVED_PREFIX)) {
      subscription.problem(KEY, "the header " + name + " is not yours to set", "leave it out");
    } else if (!VALUE.matcher(value.value()).matches()) {
      subscription.problem(
          KEY,
          "the header "
              + name
              + " holds what no header can: a line break, or a letter beyond ASCII",
          "write one line of ASCII");
    } else {
      return true;
    }
    return false;
  }

  /** What is sent. */
  Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    headers.forEach((name, value) -> values.put(name, value.value()));
    return values;
  }

  /** For people: {@code Authorization: Bearer ${file:ci}, X-Team: ****}. */
  String shown() {
    return headers.entrySet().stream()
        .map(header -> header.getKey() + ": " + shown(header.getKey(), header.getValue()))
        .collect(joining(", "));
  }

  private static String shown(String name, Scalar value) {
    boolean plain =
        isPublic(name)
            // A reference, perhaps behind the word for its kind, tells no secret.
            || References.only(value.written().replaceFirst("^(?i:bearer|basic|token) +", ""));
    return plain ? value.written() : Mask.HIDDEN;
  }

  /** Every part that must be seen nowhere. */
  Set<String> secrets() {
    Set<String> secrets = new LinkedHashSet<>();
    headers.forEach(
        (name, value) -> {
          secrets.addAll(References.resolved(value));
          if (!isPublic(name) && value.value().length() >= SHORTEST_SECRET) {
            secrets.add(value.value());
            credentials(value.value(), secrets);
          }
        });
    return secrets;
  }

  /**
   * What follows the word for its kind in {@code Bearer …}; of {@code Basic …} also the password.
   */
  private static void credentials(String value, Set<String> secrets) {
    String[] words = value.trim().split("\\s+", 2);
    if (words.length < 2) {
      return;
    }
    secrets.add(words[1]);
    String decoded = words[0].equalsIgnoreCase("Basic") ? base64(words[1]) : null;
    if (decoded != null) {
      secrets.add(decoded);
      secrets.add(decoded.substring(decoded.indexOf(':') + 1));
    }
  }

  private static @Nullable String base64(String text) {
    try {
      return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static boolean isPublic(String name) {
    return PUBLIC.contains(name.toLowerCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return shown();
  }
}

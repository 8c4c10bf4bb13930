package io.repohook.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Removes a subscription's secrets from what others say: a receiver may answer with the very
 * request that it got, and an exception may quote an address.
 *
 * <p>A secret is found as it is and as JSON, HTML or a URL would write it, in either case of
 * letters. Immutable and thread-safe; its text form holds no secret.
 */
public final class Mask {
  /** What stands where a secret was. */
  public static final String HIDDEN = "****";

  private final List<String> forms;
  private final Pattern pattern;

  /**
   * @param secrets what must not be seen; blank ones are ignored
   */
  public Mask(Collection<String> secrets) {
    this.forms =
        secrets.stream()
            .filter(secret -> !secret.isBlank())
            .flatMap(Mask::forms)
            .distinct()
            // The longest first, or a secret that begins like another would leave its rest.
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    this.pattern =
        Pattern.compile(
            String.join("|", forms.stream().map(Pattern::quote).toList()),
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /** The text without secrets. */
  public String apply(String text) {
    return forms.isEmpty() ? text : pattern.matcher(text).replaceAll(HIDDEN);
  }

  /** The same for a text that was cut at its end, perhaps in the middle of a secret. */
  public String applyToCut(String text) {
    String masked = apply(text);
    int longest = forms.stream().mapToInt(form -> overlap(masked, form)).max().orElse(0);
    return masked.substring(0, masked.length() - longest);
  }

  /** The same for a text that was cut at its beginning, perhaps in the middle of a secret. */
  public String applyToRest(String text) {
    String masked = apply(text);
    int longest = forms.stream().mapToInt(form -> remainder(masked, form)).max().orElse(0);
    return masked.substring(longest);
  }

  /** How many characters of the text's beginning may be the end of the secret. */
  private static int remainder(String text, String secret) {
    for (int length = Math.min(secret.length() - 1, text.length()); length > 0; length--) {
      if (text.regionMatches(true, 0, secret, secret.length() - length, length)) {
        return length;
      }
    }
    return 0;
  }

  /** How many characters of the text's end may be the beginning of the secret. */
  private static int overlap(String text, String secret) {
    for (int length = Math.min(secret.length() - 1, text.length()); length > 0; length--) {
      if (text.regionMatches(true, text.length() - length, secret, 0, length)) {
        return length;
      }
    }
    return 0;
  }

  private static Stream<String> forms(String secret) {
    Set<String> forms = new LinkedHashSet<>();
    String json = secret.replace("\\", "\\\\").replace("\"", "\\\"");
    forms.add(secret);
    forms.add(secret.strip());
    forms.add(json);
    forms.add(json.replace("/", "\\/"));
    forms.add(html(secret));
    forms.add(html(secret).replace("'", "&#x27;"));
    forms.add(html(secret).replace("&#34;", "&quot;").replace("'", "&#39;"));
    String form = URLEncoder.encode(secret, UTF_8);
    forms.add(form);
    forms.add(form.replace("+", "%20"));
    decoded(secret, forms);
    return forms.stream().filter(text -> !text.isBlank());
  }

  private static String html(String secret) {
    return secret
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&#34;");
  }

  private static void decoded(String secret, Set<String> forms) {
    try {
      forms.add(URLDecoder.decode(secret, UTF_8));
      forms.add(URLDecoder.decode(secret.replace("+", "%2B"), UTF_8));
    } catch (IllegalArgumentException e) {
      // A percent sign of its own: the secret was never encoded.
    }
  }

  @Override
  public String toString() {
    return "Mask of " + forms.size() + " texts";
  }
}

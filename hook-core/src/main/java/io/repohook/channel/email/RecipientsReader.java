package io.repohook.channel.email;

import io.repohook.config.MailAddress;
import io.repohook.config.Scalar;
import io.repohook.config.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads who gets a subscription's mails; what is wrong becomes a problem. */
final class RecipientsReader {
  static final String EMAIL = "email";
  private static final String BRANCHES = "email_branches";
  private static final String PATHS = "email_paths";
  private static final String DOMAINS = "email_author_domains";
  private static final String AUTHORS = "authors";

  private final Section subscription;
  private final MailAddress from;

  /**
   * @param from our own address; its domain is where authors are mailed to by default
   */
  RecipientsReader(Section subscription, MailAddress from) {
    this.subscription = subscription;
    this.from = from;
  }

  Recipients read() {
    List<MailAddress> always = new ArrayList<>();
    boolean authors = false;
    for (Scalar each : subscription.scalars(EMAIL)) {
      if (each.value().equals(AUTHORS)) {
        authors = true;
      } else {
        address(subscription, EMAIL, each, always);
      }
    }
    Map<String, List<MailAddress>> byBranch = byPattern(BRANCHES);
    Map<String, List<MailAddress>> byPath = byPattern(PATHS);
    if (subscription.sound()
        && always.isEmpty()
        && !authors
        && byBranch.isEmpty()
        && byPath.isEmpty()) {
      subscription.problem(EMAIL, "it names nobody", "write [dev@example.com]");
    }
    return new Recipients(always, authors, domains(authors), byBranch, byPath);
  }

  private Map<String, List<MailAddress>> byPattern(String key) {
    Map<String, List<MailAddress>> read = new LinkedHashMap<>();
    subscription
        .section(key)
        .ifPresent(
            patterns -> {
              for (String pattern : patterns.keys()) {
                List<MailAddress> to = new ArrayList<>();
                patterns.scalars(pattern).forEach(each -> address(patterns, pattern, each, to));
                read.put(pattern, to);
              }
            });
    return read;
  }

  private static void address(
      Section section, String key, Scalar written, List<MailAddress> addresses) {
    MailAddress.parse(written.value())
        .ifPresentOrElse(
            addresses::add,
            () ->
                section.problem(
                    key,
                    "'" + written.written() + "' is no mail address",
                    "write it as dev@example.com, without a name"));
  }

  private Set<String> domains(boolean authors) {
    Set<String> domains = new LinkedHashSet<>();
    subscription.texts(DOMAINS).forEach(each -> domains.add(each.toLowerCase(Locale.ROOT)));
    if (!domains.isEmpty() && !authors) {
      subscription.warning(
          DOMAINS,
          "it limits nothing: '" + EMAIL + "' does not name authors",
          "add authors to '" + EMAIL + "', or remove '" + DOMAINS + "'");
    }
    return domains.isEmpty() ? Set.of(from.domain().toLowerCase(Locale.ROOT)) : domains;
  }
}

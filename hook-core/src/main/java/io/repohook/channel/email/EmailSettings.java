package io.repohook.channel.email;

import io.repohook.config.Smtp;
import io.repohook.diff.Diffs;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a subscription says about its mails.
 *
 * @param diff how much of a diff is shown; empty for none of it
 */
record EmailSettings(
    Smtp server, Recipients recipients, ShownAuthor author, Optional<Diffs.Limits> diff) {

  /** The settings as a person may see them, in a fixed order. */
  Map<String, String> describe() {
    Map<String, String> shown = new LinkedHashMap<>(recipients.describe());
    shown.put("email_author", author.word());
    shown.put(
        "diff",
        diff.map(limits -> limits.lines() == 0 ? "stat" : "full, " + limits.lines() + " lines")
            .orElse("none"));
    shown.put("server", endpoint() + (server.login().isPresent() ? ", with a password" : ""));
    shown.put("from", server.from().toString());
    return Collections.unmodifiableMap(shown);
  }

  String endpoint() {
    String host = server.host().contains(":") ? "[" + server.host() + "]" : server.host();
    return (server.tls() == Smtp.Tls.IMPLICIT ? "smtps://" : "smtp://")
        + host
        + ":"
        + server.port();
  }

  @Override
  public String toString() {
    return describe().toString();
  }
}

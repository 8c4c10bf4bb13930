package io.repohook.channel.webhook;

import io.repohook.channel.Mask;
import io.repohook.channel.http.Connection;
import io.repohook.channel.http.EndpointUrl;
import io.repohook.config.Secret;
import io.repohook.format.Format;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a subscription says about its webhook.
 *
 * @param secrets sign each request, one signature each; empty for requests without one
 */
record WebhookSettings(
    EndpointUrl url,
    List<Secret> secrets,
    WebhookHeaders headers,
    Format format,
    Connection connection) {

  WebhookSettings {
    secrets = List.copyOf(secrets);
  }

  /** Hides whatever of these settings must be seen nowhere. */
  Mask mask() {
    List<String> hidden = new ArrayList<>(url.secrets());
    hidden.addAll(headers.secrets());
    for (Secret secret : secrets) {
      hidden.add(secret.reveal());
      hidden.add(StandardWebhooks.withoutPrefix(secret.reveal()));
    }
    return new Mask(hidden);
  }

  /** The settings as a person may see them, in a fixed order. */
  Map<String, String> describe() {
    Map<String, String> shown = new LinkedHashMap<>();
    shown.put("webhook", url.shown());
    shown.put("format", format.name());
    shown.putAll(format.describe());
    shown.put(
        "secret",
        switch (secrets.size()) {
          case 0 -> "none";
          case 1 -> "1 secret";
          default -> secrets.size() + " secrets";
        });
    shown.put("headers", headers.shown());
    shown.putAll(connection.describe());
    return Collections.unmodifiableMap(shown);
  }

  @Override
  public String toString() {
    return describe().toString();
  }
}

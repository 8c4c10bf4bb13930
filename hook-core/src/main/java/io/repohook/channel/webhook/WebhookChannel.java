package io.repohook.channel.webhook;

import io.repohook.channel.Attempt;
import io.repohook.channel.Build;
import io.repohook.channel.Channel;
import io.repohook.channel.Copy;
import io.repohook.channel.Digest;
import io.repohook.channel.Message;
import io.repohook.channel.UnrenderableException;
import io.repohook.channel.http.HttpPost;
import io.repohook.channel.http.Posting;
import io.repohook.channel.http.StatusTable;
import io.repohook.event.Event;
import io.repohook.event.EventType;
import io.repohook.format.ContentType;
import io.repohook.format.repohook.RepohookFormat;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Posts each delivery to a URL, signed with the secrets of its subscription. */
final class WebhookChannel implements Channel {
  private final WebhookSettings settings;
  private final Posting posting;
  private final StandardWebhooks signer;
  private final RepohookFormat digests;
  private final String userAgent;
  private final InstantSource clock;

  WebhookChannel(WebhookSettings settings, HttpPost post, String userAgent, InstantSource clock) {
    this.settings = settings;
    this.posting = new Posting(post, settings.mask(), StatusTable::outcome);
    this.signer = new StandardWebhooks(settings.secrets());
    this.digests = new RepohookFormat(settings.format().contentType());
    this.userAgent = userAgent;
    this.clock = clock;
  }

  @Override
  public String endpoint() {
    return settings.url().endpoint();
  }

  @Override
  public boolean says(EventType type) {
    return settings.format().says(type);
  }

  @Override
  public List<Copy> render(Event event) throws UnrenderableException {
    return Copy.single(settings.format().render(event));
  }

  /** In the native format's words, whatever the subscription's format: no other has digests. */
  @Override
  public byte[] digestItem(Event event) {
    return ContentType.json(digests.render(event));
  }

  @Override
  public List<Copy> digest(Digest digest) {
    return Copy.single(digests.digest(digest));
  }

  @Override
  public List<Copy> build(Build build) {
    return Copy.single(digests.build(build));
  }

  @Override
  public Attempt send(Message message) {
    Instant startedAt = clock.instant();
    return posting.attempt(message.body(), headers(message, startedAt), startedAt);
  }

  /** A subscription's own headers go over the format's; none of them can be one of ours. */
  private Map<String, String> headers(Message message, Instant now) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (message.body().headers().keySet().stream().noneMatch("User-Agent"::equalsIgnoreCase)) {
      headers.put("User-Agent", userAgent);
    }
    headers.putAll(settings.format().sign(message));
    headers.putAll(settings.headers().values());
    headers.put("webhook-id", message.id());
    headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
    if (signer.signs()) {
      headers.put("webhook-signature", signer.signature(message.id(), now, message.body().bytes()));
    }
    return headers;
  }

  @Override
  public Map<String, String> describe() {
    return settings.describe();
  }

  @Override
  public String toString() {
    return settings.toString();
  }
}

package io.repohook.format.github;

import io.repohook.channel.Body;
import io.repohook.channel.Message;
import io.repohook.channel.UnrenderableException;
import io.repohook.event.Event;
import io.repohook.event.EventType;
import io.repohook.event.Ping;
import io.repohook.format.ContentType;
import io.repohook.format.Format;
import io.repohook.format.FormatSettings;
import io.repohook.format.HexHmac;
import io.repohook.format.StableId;
import io.repohook.format.forge.CommitList;
import io.repohook.format.forge.CreateEvents;
import io.repohook.format.forge.RefChange;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Says pushes and tags as GitHub does. Its schemas hold; what a bare repository has not, such as
 * stars, is none, and links that lead nowhere are there because receivers look for them.
 */
final class GithubFormat implements Format {
  /** Receivers look for the beginning. */
  private static final String USER_AGENT = "GitHub-Hookshot/repohook";

  private final FormatSettings settings;
  private final ContentType contentType;
  private final CreateEvents createEvents;
  private final GithubWords words;

  GithubFormat(FormatSettings settings, ContentType contentType, CreateEvents createEvents) {
    this.settings = settings;
    this.contentType = contentType;
    this.createEvents = createEvents;
    this.words = new GithubWords(settings);
  }

  @Override
  public String name() {
    return GithubType.NAME;
  }

  @Override
  public boolean says(EventType type) {
    return switch (type) {
      case GIT_PUSH, GIT_TAG, PING -> true;
      default -> false;
    };
  }

  @Override
  public Body render(Event event) throws UnrenderableException {
    if (event.data() instanceof Ping ping) {
      return body("ping", words.ping(event, ping, contentType), false);
    }
    RefChange change =
        RefChange.of(event.data())
            .orElseThrow(
                () -> new UnrenderableException("GitHub has no words for " + event.type()));
    if (createEvents.tell(change)) {
      return change.created()
          ? body("create", words.create(event, change), false)
          : body("delete", words.delete(event, change), false);
    }
    CommitList commits = CommitList.of(change, words::commit);
    return body("push", words.push(event, change, commits), commits.truncated());
  }

  private Body body(String event, byte[] json, boolean truncated) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("User-Agent", USER_AGENT);
    headers.put("X-GitHub-Event", event);
    headers.put("X-GitHub-Hook-ID", String.valueOf(StableId.number(settings.identity())));
    if (truncated) {
      headers.put(CommitList.TRUNCATED, "true");
    }
    return contentType.body(json, headers);
  }

  /** Signs the body as it is sent, a form too. */
  @Override
  public Map<String, String> sign(Message message) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-GitHub-Delivery", StableId.uuid(message.id()).toString());
    for (HexHmac hmac : settings.hmac().stream().toList()) {
      headers.put("X-Hub-Signature", "sha1=" + hmac.sha1(message.body().bytes()));
      headers.put("X-Hub-Signature-256", "sha256=" + hmac.sha256(message.body().bytes()));
    }
    return headers;
  }

  @Override
  public ContentType contentType() {
    return contentType;
  }

  @Override
  public Map<String, String> describe() {
    Map<String, String> shown = new LinkedHashMap<>();
    shown.put(ContentType.KEY, contentType.word());
    shown.put(CreateEvents.KEY, createEvents.word());
    return shown;
  }
}

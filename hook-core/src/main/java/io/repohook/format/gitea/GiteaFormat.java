package io.repohook.format.gitea;

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
import java.util.List;
import java.util.Map;

/** Says pushes and tags as Gitea does, with the headers of Gitea, Gogs and GitHub at once. */
final class GiteaFormat implements Format {
  private static final List<String> FAMILY = List.of("X-Gitea-", "X-Gogs-", "X-GitHub-");

  private final FormatSettings settings;
  private final ContentType contentType;
  private final CreateEvents createEvents;
  private final GiteaWords words;

  GiteaFormat(FormatSettings settings, ContentType contentType, CreateEvents createEvents) {
    this.settings = settings;
    this.contentType = contentType;
    this.createEvents = createEvents;
    this.words = new GiteaWords(settings.repository());
  }

  @Override
  public String name() {
    return GiteaType.NAME;
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
    if (event.data() instanceof Ping) {
      return body("ping", words.ping(event), false);
    }
    RefChange change =
        RefChange.of(event.data())
            .orElseThrow(() -> new UnrenderableException("Gitea has no words for " + event.type()));
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
    for (String system : FAMILY) {
      headers.put(system + "Event", event);
      headers.put(system + "Event-Type", event);
    }
    if (truncated) {
      headers.put(CommitList.TRUNCATED, "true");
    }
    return contentType.body(json, headers);
  }

  /** Signs the JSON, also where a form carries it: Gitea's receivers verify the payload. */
  @Override
  public Map<String, String> sign(Message message) {
    Map<String, String> headers = new LinkedHashMap<>();
    String delivery = StableId.uuid(message.id()).toString();
    FAMILY.forEach(system -> headers.put(system + "Delivery", delivery));
    byte[] json = ContentType.json(message.body());
    for (HexHmac hmac : settings.hmac().stream().toList()) {
      String signature = hmac.sha256(json);
      headers.put("X-Gitea-Signature", signature);
      headers.put("X-Gogs-Signature", signature);
      headers.put("X-Hub-Signature", "sha1=" + hmac.sha1(json));
      headers.put("X-Hub-Signature-256", "sha256=" + signature);
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

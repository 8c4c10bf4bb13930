package io.repohook.format.gitlab;

import io.repohook.channel.Body;
import io.repohook.channel.Message;
import io.repohook.channel.UnrenderableException;
import io.repohook.event.Event;
import io.repohook.event.EventType;
import io.repohook.event.Ping;
import io.repohook.format.ContentType;
import io.repohook.format.Format;
import io.repohook.format.FormatSettings;
import io.repohook.format.StableId;
import io.repohook.format.forge.CommitList;
import io.repohook.format.forge.ForgeRepository;
import io.repohook.format.forge.RefChange;
import java.util.LinkedHashMap;
import java.util.Map;

/** Says pushes and tags as GitLab does. The secret is the token, which goes in the clear. */
final class GitlabFormat implements Format {
  private final FormatSettings settings;
  private final ContentType contentType;
  private final ForgeRepository forge;
  private final GitlabWords words;

  GitlabFormat(FormatSettings settings, ContentType contentType) {
    this.settings = settings;
    this.contentType = contentType;
    this.forge = ForgeRepository.of(settings.repository());
    this.words = new GitlabWords(forge);
  }

  @Override
  public String name() {
    return GitlabType.NAME;
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
      return body(event, "Ping Hook", words.ping(), false);
    }
    RefChange change =
        RefChange.of(event.data())
            .orElseThrow(
                () -> new UnrenderableException("GitLab has no words for " + event.type()));
    CommitList commits = CommitList.of(change, words::commit);
    return body(
        event,
        change.isTag() ? "Tag Push Hook" : "Push Hook",
        words.push(event, change, commits),
        commits.truncated());
  }

  private Body body(Event event, String hook, byte[] json, boolean truncated) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-Gitlab-Event", hook);
    headers.put("X-Gitlab-Instance", forge.host());
    headers.put("X-Gitlab-Webhook-UUID", StableId.uuid(settings.identity()).toString());
    headers.put("X-Gitlab-Event-UUID", StableId.uuid(event.id()).toString());
    if (truncated) {
      headers.put(CommitList.TRUNCATED, "true");
    }
    return contentType.body(json, headers);
  }

  @Override
  public Map<String, String> sign(Message message) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Idempotency-Key", StableId.uuid(message.id()).toString());
    settings.secret().ifPresent(secret -> headers.put("X-Gitlab-Token", secret.reveal()));
    return headers;
  }

  @Override
  public ContentType contentType() {
    return contentType;
  }
}

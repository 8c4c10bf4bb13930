package io.repohook.format.github;

import io.repohook.event.Commit;
import io.repohook.event.Event;
import io.repohook.event.Ping;
import io.repohook.event.Signature;
import io.repohook.format.ContentType;
import io.repohook.format.FormatSettings;
import io.repohook.format.StableId;
import io.repohook.format.forge.CommitList;
import io.repohook.format.forge.ForgeRepository;
import io.repohook.format.forge.Pusher;
import io.repohook.format.forge.RefChange;
import io.repohook.format.json.JsonWriter;
import java.util.List;

/** The bodies of GitHub's events, key by key. */
final class GithubWords {
  private static final String ZEN = "Anything added dilutes everything else.";

  private final FormatSettings settings;
  private final ForgeRepository forge;
  private final GithubRepository repository;

  GithubWords(FormatSettings settings) {
    this.settings = settings;
    this.forge = ForgeRepository.of(settings.repository());
    this.repository = new GithubRepository(forge);
  }

  byte[] push(Event event, RefChange change, CommitList commits) {
    Pusher pusher = Pusher.of(event.actor());
    return JsonWriter.write(
        json -> {
          json.text("ref", change.ref());
          json.text("before", change.before());
          json.text("after", change.after());
          repository.write(json, event.timestamp(), change.defaultBranch());
          json.object(
              "pusher",
              () -> {
                json.text("name", pusher.name());
                json.text("email", event.actor().email());
              });
          repository.user(json, "sender", pusher.name());
          json.flag("created", change.created());
          json.flag("deleted", change.deleted());
          json.flag("forced", change.forced());
          json.nothing("base_ref");
          json.text(
              "compare", forge.url() + "/compare/" + change.before() + "..." + change.after());
          json.raws("commits", commits.commits());
          json.raw("head_commit", commits.head());
        });
  }

  byte[] commit(Commit commit) {
    return JsonWriter.write(
        json -> {
          json.text("id", commit.id());
          json.text("tree_id", commit.tree());
          json.flag("distinct", commit.isNew());
          // GitHub's messages have no line break at their end; git's do.
          json.text("message", commit.message().stripTrailing());
          json.localTime("timestamp", commit.committer().when());
          json.text("url", forge.commitUrl(commit.id()));
          person(json, "author", commit.author());
          person(json, "committer", commit.committer());
          json.texts("added", commit.added());
          json.texts("removed", commit.removed());
          json.texts("modified", commit.modified());
        });
  }

  private static void person(JsonWriter json, String key, Signature person) {
    json.object(
        key,
        () -> {
          json.text("name", person.name());
          json.text("email", person.email());
        });
  }

  byte[] create(Event event, RefChange change) {
    return JsonWriter.write(
        json -> {
          json.text("ref", change.shortRef());
          json.text("ref_type", change.refType());
          json.text("master_branch", change.defaultBranch());
          json.nothing("description");
          json.text("pusher_type", "user");
          repository.write(json, event.timestamp(), change.defaultBranch());
          repository.user(json, "sender", Pusher.of(event.actor()).name());
        });
  }

  byte[] delete(Event event, RefChange change) {
    return JsonWriter.write(
        json -> {
          json.text("ref", change.shortRef());
          json.text("ref_type", change.refType());
          json.text("pusher_type", "user");
          repository.write(json, event.timestamp(), change.defaultBranch());
          repository.user(json, "sender", Pusher.of(event.actor()).name());
        });
  }

  byte[] ping(Event event, Ping ping, ContentType contentType) {
    int id = StableId.number(settings.identity());
    String hook = forge.url() + "/hooks/" + id;
    return JsonWriter.write(
        json -> {
          json.text("zen", ZEN);
          json.number("hook_id", id);
          json.object(
              "hook",
              () -> {
                json.text("type", "Repository");
                json.number("id", id);
                json.text("name", "web"); // As GitHub calls every webhook.
                json.flag("active", true);
                json.texts("events", List.of("push"));
                json.object(
                    "config",
                    () -> {
                      json.text("content_type", contentType.word());
                      json.text("insecure_ssl", settings.verifySsl() ? "0" : "1");
                      json.text("url", ping.settings().getOrDefault("webhook", hook));
                    });
                json.instant("updated_at", event.timestamp());
                json.instant("created_at", event.timestamp());
                json.text("url", hook);
                json.text("test_url", hook + "/tests");
                json.text("ping_url", hook + "/pings");
                json.text("deliveries_url", hook + "/deliveries");
              });
          repository.write(json, event.timestamp(), RefChange.anyDefaultBranch());
          repository.user(json, "sender", Pusher.of(event.actor()).name());
        });
  }
}

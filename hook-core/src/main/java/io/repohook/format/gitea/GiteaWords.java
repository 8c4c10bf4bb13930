package io.repohook.format.gitea;

import io.repohook.channel.RepositorySettings;
import io.repohook.event.Commit;
import io.repohook.event.Event;
import io.repohook.event.Signature;
import io.repohook.format.forge.CommitList;
import io.repohook.format.forge.ForgeRepository;
import io.repohook.format.forge.Pusher;
import io.repohook.format.forge.RefChange;
import io.repohook.format.json.JsonWriter;

/** The bodies of Gitea's events, key by key. */
final class GiteaWords {
  private final ForgeRepository forge;
  private final GiteaRepository repository;

  GiteaWords(RepositorySettings settings) {
    this.forge = ForgeRepository.of(settings);
    this.repository = new GiteaRepository(forge);
  }

  byte[] push(Event event, RefChange change, CommitList commits) {
    Pusher pusher = Pusher.of(event.actor());
    return JsonWriter.write(
        json -> {
          json.text("ref", change.ref());
          json.text("before", change.before());
          json.text("after", change.after());
          json.text(
              "compare_url", forge.url() + "/compare/" + change.before() + "..." + change.after());
          json.raws("commits", commits.commits());
          json.number("total_commits", change.added());
          json.raw("head_commit", commits.head());
          repository.write(json, event.timestamp(), change.defaultBranch());
          repository.user(json, "pusher", pusher.name(), pusher.email());
          repository.user(json, "sender", pusher.name(), pusher.email());
        });
  }

  byte[] commit(Commit commit) {
    return JsonWriter.write(
        json -> {
          json.text("id", commit.id());
          json.text("message", commit.message());
          json.text("url", forge.commitUrl(commit.id()));
          person(json, "author", commit.author());
          person(json, "committer", commit.committer());
          json.nothing("verification");
          json.localTime("timestamp", commit.committer().when());
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
          json.text("username", ""); // Which account that is, only a forge knows.
        });
  }

  byte[] create(Event event, RefChange change) {
    String commit = change.commitId();
    return JsonWriter.write(
        json -> {
          json.text("sha", commit == null ? change.after() : commit);
          json.text("ref", change.shortRef());
          json.text("ref_type", change.refType());
          context(json, event, change.defaultBranch());
        });
  }

  byte[] delete(Event event, RefChange change) {
    return JsonWriter.write(
        json -> {
          json.text("ref", change.shortRef());
          json.text("ref_type", change.refType());
          json.text("pusher_type", "user");
          context(json, event, change.defaultBranch());
        });
  }

  byte[] ping(Event event) {
    return JsonWriter.write(json -> context(json, event, RefChange.anyDefaultBranch()));
  }

  private void context(JsonWriter json, Event event, String defaultBranch) {
    Pusher pusher = Pusher.of(event.actor());
    repository.write(json, event.timestamp(), defaultBranch);
    repository.user(json, "sender", pusher.name(), pusher.email());
  }
}

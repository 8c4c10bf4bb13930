package io.repohook.format.gitlab;

import io.repohook.event.Commit;
import io.repohook.event.Event;
import io.repohook.format.forge.CommitList;
import io.repohook.format.forge.ForgeRepository;
import io.repohook.format.forge.Pusher;
import io.repohook.format.forge.RefChange;
import io.repohook.format.json.JsonWriter;

/** The bodies of GitLab's events, key by key. */
final class GitlabWords {
  /** GitLab's number for what only its members see. */
  private static final int PRIVATE = 0;

  private final ForgeRepository forge;

  GitlabWords(ForgeRepository forge) {
    this.forge = forge;
  }

  byte[] push(Event event, RefChange change, CommitList commits) {
    Pusher pusher = Pusher.of(event.actor());
    return JsonWriter.write(
        json -> {
          json.text("object_kind", change.isTag() ? "tag_push" : "push");
          json.text("event_name", change.isTag() ? "tag_push" : "push");
          json.text("before", change.before());
          json.text("after", change.after());
          json.text("ref", change.ref());
          json.flag("ref_protected", false);
          json.text("checkout_sha", change.commitId());
          json.text("message", change.message());
          json.number("user_id", pusher.id());
          json.text("user_name", pusher.name());
          json.text("user_username", pusher.name());
          json.text("user_email", pusher.email());
          json.nothing("user_avatar");
          json.number("project_id", forge.id());
          project(json, change.defaultBranch());
          json.raws("commits", commits.commits());
          json.number("total_commits_count", change.added());
          json.object("push_options", () -> {});
          repository(json);
        });
  }

  byte[] commit(Commit commit) {
    return JsonWriter.write(
        json -> {
          json.text("id", commit.id());
          json.text("message", commit.message());
          json.text("title", commit.message().lines().findFirst().orElse(""));
          json.localTime("timestamp", commit.committer().when());
          json.text("url", forge.commitUrl(commit.id()));
          json.object(
              "author",
              () -> {
                json.text("name", commit.author().name());
                json.text("email", commit.author().email());
              });
          json.texts("added", commit.added());
          json.texts("modified", commit.modified());
          json.texts("removed", commit.removed());
        });
  }

  /** GitLab has no ping, and its test sends a push, which would start a build. */
  byte[] ping() {
    return JsonWriter.write(
        json -> {
          json.text("object_kind", "ping");
          json.text("event_name", "ping");
          json.number("project_id", forge.id());
          project(json, RefChange.anyDefaultBranch());
          repository(json);
        });
  }

  private void project(JsonWriter json, String defaultBranch) {
    json.object(
        "project",
        () -> {
          json.number("id", forge.id());
          json.text("name", forge.name());
          json.text("description", "");
          json.text("web_url", forge.url());
          json.nothing("avatar_url");
          json.text("git_ssh_url", forge.sshUrl());
          json.text("git_http_url", forge.cloneUrl());
          json.text("namespace", forge.owner());
          json.number("visibility_level", PRIVATE);
          json.text("path_with_namespace", forge.fullName());
          json.text("default_branch", defaultBranch);
          json.nothing("ci_config_path");
          json.text("homepage", forge.url());
          json.text("url", forge.sshUrl());
          json.text("ssh_url", forge.sshUrl());
          json.text("http_url", forge.cloneUrl());
        });
  }

  private void repository(JsonWriter json) {
    json.object(
        "repository",
        () -> {
          json.text("name", forge.name());
          json.text("url", forge.sshUrl());
          json.text("description", "");
          json.text("homepage", forge.url());
          json.text("git_http_url", forge.cloneUrl());
          json.text("git_ssh_url", forge.sshUrl());
          json.number("visibility_level", PRIVATE);
        });
  }
}

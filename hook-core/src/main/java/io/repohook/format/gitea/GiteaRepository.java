package io.repohook.format.gitea;

import io.repohook.format.StableId;
import io.repohook.format.forge.ForgeRepository;
import io.repohook.format.json.JsonWriter;
import java.time.Instant;

/** Gitea's objects for a repository and for an account. */
final class GiteaRepository {
  private final ForgeRepository forge;

  GiteaRepository(ForgeRepository forge) {
    this.forge = forge;
  }

  void write(JsonWriter json, Instant now, String defaultBranch) {
    json.object("repository", () -> repository(json, now, defaultBranch));
  }

  private void repository(JsonWriter json, Instant now, String defaultBranch) {
    json.number("id", forge.id());
    user(json, "owner", forge.owner(), "");
    json.text("name", forge.name());
    json.text("full_name", forge.fullName());
    json.text("description", "");
    json.flag("empty", false);
    json.flag("private", true);
    json.flag("fork", false);
    json.flag("template", false);
    json.nothing("parent");
    json.flag("mirror", false);
    json.number("size", 0);
    json.text("language", "");
    json.text("html_url", forge.url());
    json.text("url", forge.url());
    json.text("link", "");
    json.text("ssh_url", forge.sshUrl());
    json.text("clone_url", forge.cloneUrl());
    json.text("original_url", "");
    json.text("website", "");
    json.number("stars_count", 0);
    json.number("forks_count", 0);
    json.number("watchers_count", 0);
    json.number("open_issues_count", 0);
    json.number("open_pr_counter", 0);
    json.number("release_counter", 0);
    json.text("default_branch", defaultBranch);
    json.flag("archived", false);
    json.instant("created_at", Instant.EPOCH); // Git does not keep it.
    json.instant("updated_at", now);
    json.object(
        "permissions",
        () -> {
          json.flag("admin", false);
          json.flag("push", false);
          json.flag("pull", true);
        });
    json.flag("has_issues", false);
    json.flag("has_wiki", false);
    json.flag("has_pull_requests", false);
    json.flag("has_projects", false);
    json.text("avatar_url", "");
    json.flag("internal", false);
    json.text("object_format_name", "sha1");
  }

  /** An account, of which only the name is known, and perhaps the address. */
  void user(JsonWriter json, String key, String login, String email) {
    json.object(
        key,
        () -> {
          json.number("id", StableId.number("user " + login));
          json.text("login", login);
          json.text("login_name", "");
          json.text("full_name", "");
          json.text("email", email);
          json.text("avatar_url", "");
          json.text("html_url", forge.userUrl(login));
          json.text("language", "");
          json.flag("is_admin", false);
          json.instant("last_login", Instant.EPOCH);
          json.instant("created", Instant.EPOCH);
          json.flag("restricted", false);
          json.flag("active", true);
          json.text("visibility", "public");
          json.text("username", login);
        });
  }
}

package io.repohook.format.github;

import io.repohook.format.StableId;
import io.repohook.format.forge.ForgeRepository;
import io.repohook.format.json.JsonWriter;
import java.time.Instant;
import java.util.List;

/**
 * GitHub's objects for a repository and for an account, which have every key that its schema asks
 * for.
 */
final class GithubRepository {
  /** The links of a repository, each below its page: what GitHub's own lead to is not there. */
  private static final List<String> REPOSITORY_LINKS =
      List.of(
          "forks",
          "keys",
          "collaborators",
          "teams",
          "hooks",
          "issue_events",
          "events",
          "assignees",
          "branches",
          "tags",
          "blobs",
          "git_tags",
          "git_refs",
          "trees",
          "statuses",
          "languages",
          "stargazers",
          "contributors",
          "subscribers",
          "subscription",
          "commits",
          "git_commits",
          "comments",
          "issue_comment",
          "contents",
          "compare",
          "merges",
          "archive",
          "downloads",
          "issues",
          "pulls",
          "milestones",
          "notifications",
          "labels",
          "releases",
          "deployments");

  private static final List<String> USER_LINKS =
      List.of(
          "followers",
          "following",
          "gists",
          "starred",
          "subscriptions",
          "organizations",
          "repos",
          "events",
          "received_events");

  private final ForgeRepository forge;

  GithubRepository(ForgeRepository forge) {
    this.forge = forge;
  }

  void write(JsonWriter json, Instant now, String defaultBranch) {
    json.object("repository", () -> repository(json, now, defaultBranch));
  }

  private void repository(JsonWriter json, Instant now, String defaultBranch) {
    json.number("id", forge.id());
    json.text("node_id", "R_" + forge.id());
    json.text("name", forge.name());
    json.text("full_name", forge.fullName());
    json.flag("private", true);
    user(json, "owner", forge.owner());
    json.text("html_url", forge.url());
    json.nothing("description");
    json.flag("fork", false);
    json.text("url", forge.url());
    links(json, forge.url(), REPOSITORY_LINKS);
    json.number("created_at", 0); // Git does not keep it.
    json.instant("updated_at", now);
    json.number("pushed_at", now.getEpochSecond());
    json.text("git_url", "git://" + forge.cloneUrl().replaceFirst("^[a-z]+://", ""));
    json.text("ssh_url", forge.sshUrl());
    json.text("clone_url", forge.cloneUrl());
    json.text("svn_url", forge.url());
    json.nothing("homepage");
    none(json, "size", "stargazers_count", "watchers_count");
    json.nothing("language");
    hasNot(json, "has_issues", "has_projects", "has_downloads", "has_wiki", "has_pages");
    none(json, "forks_count");
    json.nothing("mirror_url");
    hasNot(json, "archived", "disabled");
    none(json, "open_issues_count");
    json.nothing("license");
    none(json, "forks", "open_issues", "watchers");
    hasNot(json, "is_template", "web_commit_signoff_required");
    json.texts("topics", List.of());
    json.text("visibility", "private");
    json.object("custom_properties", () -> {});
    json.text("default_branch", defaultBranch);
    json.text("master_branch", defaultBranch);
  }

  /** An account, of which only the name is known. */
  void user(JsonWriter json, String key, String login) {
    String page = forge.userUrl(login);
    int id = StableId.number("user " + login);
    json.object(
        key,
        () -> {
          json.text("name", login);
          json.text("login", login);
          json.number("id", id);
          json.text("node_id", "U_" + id);
          json.text("avatar_url", page + ".png");
          json.text("gravatar_id", "");
          json.text("url", page);
          json.text("html_url", page);
          links(json, page, USER_LINKS);
          json.text("type", "User");
          json.flag("site_admin", false);
        });
  }

  private static void links(JsonWriter json, String below, List<String> names) {
    names.forEach(name -> json.text(name + "_url", below + "/" + name));
  }

  private static void none(JsonWriter json, String... keys) {
    for (String key : keys) {
      json.number(key, 0);
    }
  }

  private static void hasNot(JsonWriter json, String... keys) {
    for (String key : keys) {
      json.flag(key, false);
    }
  }
}

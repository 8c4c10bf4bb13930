package io.repohook.format.gitlab;

import static io.repohook.format.GitEvents.push;
import static io.repohook.format.GitEvents.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.Change;
import io.repohook.format.GitEvents;
import io.repohook.format.ReadFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GitlabFormatTest {
  private static final ReadFormat GITLAB = ReadFormat.of(new GitlabType());

  @Test
  void aPushSaysWhatReceiversRead() throws Exception {
    JsonNode body = GITLAB.json(push());

    assertThat(body.propertyNames())
        .contains(
            "object_kind",
            "event_name",
            "before",
            "after",
            "ref",
            "ref_protected",
            "checkout_sha",
            "user_id",
            "user_name",
            "user_username",
            "user_email",
            "project_id",
            "project",
            "repository",
            "commits",
            "total_commits_count");
    assertThat(body.path("object_kind").stringValue()).isEqualTo("push");
    assertThat(body.path("checkout_sha").stringValue()).isEqualTo(GitEvents.AFTER);
    assertThat(body.at("/project/path_with_namespace").stringValue()).isEqualTo("earthmover/ocean");
    assertThat(body.at("/project/default_branch").stringValue()).isEqualTo("trunk");
    assertThat(body.at("/commits/0/title").stringValue())
        .isEqualTo("Say it: naïve € 😀 <!channel> & \"more\"");
    assertThat(body.at("/commits/0/author/email").stringValue()).isEqualTo("alice@example.com");
  }

  @Test
  void aTagHasItsOwnIdTheCommitToCheckOutAndNoCommits() throws Exception {
    JsonNode body = GITLAB.json(tag(Change.CREATED));

    assertThat(body.path("object_kind").stringValue()).isEqualTo("tag_push");
    assertThat(body.path("after").stringValue()).isEqualTo(GitEvents.TAG);
    assertThat(body.path("checkout_sha").stringValue()).isEqualTo(GitEvents.AFTER);
    assertThat(body.path("message").stringValue()).isEqualTo("The first\n");
    assertThat(body.path("commits").toString()).isEqualTo("[]");
    assertThat(body.path("total_commits_count").intValue()).isZero();
  }

  @Test
  void whatIsDeletedHasNothingToCheckOut() throws Exception {
    assertThat(GITLAB.json(push(Change.DELETED, List.of(), null)).path("checkout_sha").isNull())
        .isTrue();
    assertThat(GITLAB.json(tag(Change.DELETED)).path("checkout_sha").isNull()).isTrue();
  }

  @Test
  void requestsAreNamedAndCarryTheToken() throws Exception {
    Map<String, String> push = GITLAB.headers(push());

    assertThat(push)
        .containsEntry("X-Gitlab-Event", "Push Hook")
        .containsEntry("X-Gitlab-Token", ReadFormat.SECRET)
        .containsEntry("X-Gitlab-Instance", "https://repohook.invalid")
        .containsKeys("X-Gitlab-Webhook-UUID", "X-Gitlab-Event-UUID", "Idempotency-Key");
    assertThat(GITLAB.body(push()).headers()).doesNotContainKey("X-Gitlab-Token");
    assertThat(GITLAB.headers(tag(Change.MOVED)))
        .containsEntry("X-Gitlab-Event", "Tag Push Hook")
        .containsEntry("X-Gitlab-Webhook-UUID", push.get("X-Gitlab-Webhook-UUID"));
    assertThat(GITLAB.headers(GitEvents.ping())).containsEntry("X-Gitlab-Event", "Ping Hook");
  }
}

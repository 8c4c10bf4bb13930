package io.repohook.format.gitea;

import static io.repohook.format.GitEvents.commit;
import static io.repohook.format.GitEvents.push;
import static io.repohook.format.GitEvents.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.Body;
import io.repohook.channel.RepositorySettings;
import io.repohook.config.Secret;
import io.repohook.event.Change;
import io.repohook.event.Event;
import io.repohook.format.ContentType;
import io.repohook.format.FormatSettings;
import io.repohook.format.GitEvents;
import io.repohook.format.HexHmac;
import io.repohook.format.ReadFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class GiteaFormatTest {
  private static final GiteaType TYPE = new GiteaType();

  static Stream<Arguments> events() {
    return Stream.of(
        Arguments.of("none", push(), "push"),
        Arguments.of("tags", push(Change.CREATED, List.of(), commit("1")), "push"),
        Arguments.of("all", push(Change.CREATED, List.of(), commit("1")), "create"),
        Arguments.of("all", push(Change.DELETED, List.of(), null), "delete"),
        Arguments.of("tags", tag(Change.CREATED), "create"),
        Arguments.of("tags", tag(Change.MOVED), "push"),
        Arguments.of("tags", tag(Change.DELETED), "delete"),
        Arguments.of("none", tag(Change.CREATED), "push"),
        Arguments.of("none", GitEvents.ping(), "ping"));
  }

  @ParameterizedTest
  @MethodSource("events")
  void eachRequestIsNamedForTheWholeFamily(String createEvents, Event event, String name)
      throws Exception {
    Map<String, String> headers =
        ReadFormat.of(TYPE, "create_events: " + createEvents).headers(event);

    for (String system : List.of("X-Gitea-", "X-Gogs-", "X-GitHub-")) {
      assertThat(headers)
          .containsEntry(system + "Event", name)
          .containsEntry(system + "Event-Type", name)
          .containsEntry(system + "Delivery", headers.get("X-Gitea-Delivery"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "form"})
  void theSignatureIsOfTheJsonAlsoInAForm(String contentType) throws Exception {
    ReadFormat gitea = ReadFormat.of(TYPE, "content_type: " + contentType);
    HexHmac hmac =
        new FormatSettings(
                "ci", RepositorySettings.of("x"), List.of(new Secret(ReadFormat.SECRET)), true)
            .hmac()
            .orElseThrow();
    Body body = gitea.body(push());
    byte[] json = ReadFormat.of(TYPE).body(push()).bytes();

    assertThat(ContentType.json(body)).isEqualTo(json);
    assertThat(gitea.headers(push()))
        .containsEntry("X-Gitea-Signature", hmac.sha256(json))
        .containsEntry("X-Gogs-Signature", hmac.sha256(json))
        .containsEntry("X-Hub-Signature-256", "sha256=" + hmac.sha256(json))
        .containsEntry("X-Hub-Signature", "sha1=" + hmac.sha1(json));
  }

  @Test
  void aTagIsToldByTheEventThatBuildsTags() throws Exception {
    JsonNode body = ReadFormat.of(TYPE).json(tag(Change.CREATED));

    assertThat(body.path("ref").stringValue()).isEqualTo("v1.0");
    assertThat(body.path("ref_type").stringValue()).isEqualTo("tag");
    assertThat(body.path("sha").stringValue()).isEqualTo(GitEvents.AFTER);
    assertThat(body.at("/repository/owner/username").stringValue()).isEqualTo("earthmover");
    assertThat(body.at("/sender/login").stringValue()).isEqualTo("alice");
  }

  @Test
  void aPushSaysWhatReceiversRead() throws Exception {
    JsonNode body = ReadFormat.of(TYPE).json(push());

    assertThat(body.propertyNames())
        .containsExactly(
            "ref",
            "before",
            "after",
            "compare_url",
            "commits",
            "total_commits",
            "head_commit",
            "repository",
            "pusher",
            "sender");
    assertThat(body.path("total_commits").intValue()).isEqualTo(1);
    assertThat(body.at("/commits/0/author").toString())
        .isEqualTo("{\"name\":\"Alice Ö\",\"email\":\"alice@example.com\",\"username\":\"\"}");
    assertThat(body.at("/repository/full_name").stringValue()).isEqualTo("earthmover/ocean");
    assertThat(body.at("/pusher/username").stringValue()).isEqualTo("alice");
  }

  @Test
  void aDeletedBranchHasNoCommitsAndNoHead() throws Exception {
    JsonNode body = ReadFormat.of(TYPE).json(push(Change.DELETED, List.of(), null));

    assertThat(body.path("commits").toString()).isEqualTo("[]");
    assertThat(body.path("head_commit").isNull()).isTrue();
  }
}

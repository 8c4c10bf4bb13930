package io.repohook.format.github;

import static io.repohook.format.GitEvents.commit;
import static io.repohook.format.GitEvents.push;
import static io.repohook.format.GitEvents.tag;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repohook.channel.Body;
import io.repohook.channel.UnrenderableException;
import io.repohook.event.Change;
import io.repohook.event.CommitAdded;
import io.repohook.event.Event;
import io.repohook.event.EventType;
import io.repohook.format.GitEvents;
import io.repohook.format.ReadFormat;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class GithubFormatTest {
  private static final GithubType TYPE = new GithubType();

  @Test
  void aPushSaysWhatGithubSays() throws Exception {
    JsonNode body = ReadFormat.of(TYPE).json(push());

    assertThat(body.path("ref").stringValue()).isEqualTo("refs/heads/main");
    assertThat(body.path("before").stringValue()).isEqualTo(GitEvents.BEFORE);
    assertThat(body.path("after").stringValue()).isEqualTo(GitEvents.AFTER);
    assertThat(body.path("pusher").toString()).isEqualTo("{\"name\":\"alice\",\"email\":null}");
    assertThat(body.at("/sender/login").stringValue()).isEqualTo("alice");
    assertThat(body.at("/repository/full_name").stringValue()).isEqualTo("earthmover/ocean");
    assertThat(body.at("/repository/default_branch").stringValue()).isEqualTo("trunk");
    assertThat(body.at("/repository/html_url").stringValue())
        .isEqualTo("https://repohook.invalid/earthmover/ocean");
    assertThat(body.at("/commits/0").toString())
        .isEqualTo(
            """
            {"id":"da1560886d4f094c3e6c9ef40349f7d38b5d27d7",\
            "tree_id":"4b825dc642cb6eb9a060e54bf8d69288fbee4904","distinct":true,\
            "message":"Say it: naïve € 😀 <!channel> & \\"more\\"",\
            "timestamp":"2026-11-22T05:30:00-04:30",\
            "url":"https://repohook.invalid/earthmover/ocean/commit/da1560886d4f094c3e6c9ef40349f7d38b5d27d7",\
            "author":{"name":"Alice Ö","email":"alice@example.com"},\
            "committer":{"name":"Bob","email":""},\
            "added":["docs/a b.md"],"removed":["old"],"modified":["README.md"]}\
            """);
    assertThat(body.path("head_commit")).isEqualTo(body.at("/commits/0"));
  }

  @ParameterizedTest
  @CsvSource({
    "CREATED, true, false, false",
    "UPDATED, false, false, false",
    "FORCED, false, false, true",
    "REWOUND, false, false, true",
    "DELETED, false, true, false",
  })
  void eachChangeHasItsFlags(Change change, boolean created, boolean deleted, boolean forced)
      throws Exception {
    JsonNode body = ReadFormat.of(TYPE).json(push(change, List.of(), null));

    assertThat(body.path("created").booleanValue()).isEqualTo(created);
    assertThat(body.path("deleted").booleanValue()).isEqualTo(deleted);
    assertThat(body.path("forced").booleanValue()).isEqualTo(forced);
    assertThat(body.path("commits").toString()).isEqualTo("[]");
  }

  @Test
  void aRewindHasNoCommitsAndTheOneThatTheBranchIsAtNow() throws Exception {
    JsonNode body =
        ReadFormat.of(TYPE).json(push(Change.REWOUND, List.of(), commit("the one before\n")));

    assertThat(body.at("/head_commit/message").stringValue()).isEqualTo("the one before");
  }

  @Test
  void anAnnotatedTagHasItsOwnIdAndTheCommitThatItLeadsTo() throws Exception {
    JsonNode body = ReadFormat.of(TYPE).json(tag(Change.CREATED));

    assertThat(body.path("ref").stringValue()).isEqualTo("refs/tags/v1.0");
    assertThat(body.path("after").stringValue()).isEqualTo(GitEvents.TAG);
    assertThat(body.at("/head_commit/id").stringValue()).isEqualTo(GitEvents.AFTER);
  }

  @Test
  void requestsAreNamedAndSignedAsGithubDoes() throws Exception {
    ReadFormat github = ReadFormat.of(TYPE);
    byte[] body = github.body(push()).bytes();

    Map<String, String> headers = github.headers(push());

    assertThat(github.body(push()).contentType()).isEqualTo("application/json");
    assertThat(headers.get("User-Agent")).startsWith("GitHub-Hookshot/");
    assertThat(headers)
        .containsEntry("X-GitHub-Event", "push")
        .containsEntry("X-Hub-Signature", "sha1=" + hmac("HmacSHA1", body))
        .containsEntry("X-Hub-Signature-256", "sha256=" + hmac("HmacSHA256", body));
    assertThat(UUID.fromString(headers.get("X-GitHub-Delivery")).version()).isEqualTo(4);
  }

  @Test
  void aFormHasOneFieldAndIsSignedAsItIsSent() throws Exception {
    ReadFormat json = ReadFormat.of(TYPE);
    ReadFormat form = ReadFormat.of(TYPE, "content_type: form");

    Body body = form.body(push());

    assertThat(body.contentType()).isEqualTo("application/x-www-form-urlencoded");
    assertThat(new String(body.bytes(), UTF_8))
        .isEqualTo("payload=" + URLEncoder.encode(json.text(push()), UTF_8));
    assertThat(form.headers(push()))
        .containsEntry("X-Hub-Signature-256", "sha256=" + hmac("HmacSHA256", body.bytes()));
  }

  @Test
  void linksAreThoseOfTheConfiguration() throws Exception {
    JsonNode body =
        ReadFormat.of(
                TYPE,
                "earthmover/ocean",
                List.of(
                    "web_url: https://git.example.com/r/{repository}/",
                    "commit_url: https://git.example.com/c/{commit}"))
            .json(push());

    assertThat(body.at("/repository/html_url").stringValue())
        .isEqualTo("https://git.example.com/r/earthmover/ocean");
    assertThat(body.at("/repository/clone_url").stringValue())
        .isEqualTo("https://git.example.com/r/earthmover/ocean.git");
    assertThat(body.at("/commits/0/url").stringValue())
        .isEqualTo("https://git.example.com/c/" + GitEvents.AFTER);
    assertThat(body.at("/sender/html_url").stringValue())
        .isEqualTo("https://git.example.com/alice");
  }

  @ParameterizedTest
  @CsvSource({
    "website, git, website, git/website",
    "a/b/c, a/b, c, a/b/c",
    "ümläut/über uns, ümläut, über uns, ümläut/über uns",
  })
  void thereIsAlwaysAnOwnerAndAName(String repository, String owner, String name, String full)
      throws Exception {
    JsonNode body = ReadFormat.of(TYPE, repository, List.of()).json(push());

    assertThat(body.at("/repository/owner/login").stringValue()).isEqualTo(owner);
    assertThat(body.at("/repository/name").stringValue()).isEqualTo(name);
    assertThat(body.at("/repository/full_name").stringValue()).isEqualTo(full);
  }

  @Test
  void whatIsTooLargeForReceiversIsCutAndSaid() throws Exception {
    ReadFormat github = ReadFormat.of(TYPE);
    Event large =
        push(
            Change.UPDATED,
            Collections.nCopies(2_048, commit("x".repeat(5_000))),
            commit("😀".repeat(1 << 20), Collections.nCopies(3_000, "f".repeat(300))));

    Body body = github.body(large);
    JsonNode json = github.json(large);

    assertThat(body.bytes().length).isBetween(1 << 20, 3 << 20);
    assertThat(body.headers()).containsEntry("X-Repohook-Truncated", "true");
    assertThat(json.path("commits")).hasSizeBetween(300, 2_047);
    assertThat(json.at("/head_commit/added").toString()).isEqualTo("[]");
    assertThat(github.body(push()).headers()).doesNotContainKey("X-Repohook-Truncated");
  }

  @Test
  void onlyPushesTagsAndPingsAreSaid() {
    ReadFormat github = ReadFormat.of(TYPE);

    assertThat(Arrays.stream(EventType.values()).filter(github.format()::says))
        .containsExactly(EventType.GIT_PUSH, EventType.GIT_TAG, EventType.PING);
    assertThatThrownBy(
            () ->
                github.body(
                    GitEvents.event(
                        new CommitAdded("refs/heads/main", commit("1"), null, List.of(), false))))
        .isInstanceOf(UnrenderableException.class);
  }

  @Test
  void aWrongSettingIsAProblem() {
    assertThat(ReadFormat.of(TYPE, "content_type: xml", "create_events: some").problems())
        .hasSize(2)
        .allMatch(problem -> problem.contains("unknown value"));
  }

  private static String hmac(String algorithm, byte[] body) throws Exception {
    Mac mac = Mac.getInstance(algorithm);
    mac.init(new SecretKeySpec(ReadFormat.SECRET.getBytes(UTF_8), algorithm));
    StringBuilder hex = new StringBuilder();
    for (byte b : mac.doFinal(body)) {
      hex.append(String.format("%02x", b));
    }
    return hex.toString();
  }
}

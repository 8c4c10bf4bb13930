package io.repohook.format.github;

import static io.repohook.format.GitEvents.commit;
import static io.repohook.format.GitEvents.push;
import static io.repohook.format.GitEvents.tag;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.repohook.event.Actor;
import io.repohook.event.Change;
import io.repohook.event.Event;
import io.repohook.event.Repository;
import io.repohook.format.GitEvents;
import io.repohook.format.ReadFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The schemas that GitHub's own client libraries are made from. */
class GithubSchemaTest {

  static Stream<Arguments> events() {
    Event push = push();
    return Stream.of(
        Arguments.of("push", "none", push(Change.CREATED, List.of(commit("1")), commit("1"))),
        Arguments.of("push", "none", push(Change.CREATED, List.of(), commit("1"))),
        Arguments.of("push", "none", push),
        Arguments.of("push", "none", push(Change.FORCED, List.of(commit("1")), commit("1"))),
        Arguments.of("push", "none", push(Change.REWOUND, List.of(), commit("1"))),
        Arguments.of("push", "none", push(Change.DELETED, List.of(), null)),
        Arguments.of("push", "tags", push("refs/notes/x", Change.CREATED, List.of(), null)),
        Arguments.of("push", "none", tag(Change.CREATED)),
        Arguments.of("push", "all", tag(Change.MOVED)),
        Arguments.of("push", "none", tag(Change.DELETED)),
        Arguments.of("create", "tags", tag(Change.CREATED)),
        Arguments.of("delete", "tags", tag(Change.DELETED)),
        Arguments.of("create", "all", push(Change.CREATED, List.of(), commit("1"))),
        Arguments.of("delete", "all", push(Change.DELETED, List.of(), null)),
        Arguments.of("ping", "none", GitEvents.ping()),
        Arguments.of(
            "push",
            "none",
            new Event(
                push.id(), push.timestamp(), Repository.git("x"), Actor.UNKNOWN, push.data())));
  }

  @ParameterizedTest
  @MethodSource("events")
  void everyBodyKeepsToItsSchema(String name, String createEvents, Event event) throws Exception {
    ReadFormat github = ReadFormat.of(new GithubType(), "create_events: " + createEvents);
    JsonNode body = github.json(event);

    assertThat(github.headers(event)).containsEntry("X-GitHub-Event", name);
    assertThat(violations(name, body)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("events")
  void theSchemaAllowsNoKeyMoreOrLess(String name, String createEvents, Event event)
      throws Exception {
    ObjectNode body =
        (ObjectNode) ReadFormat.of(new GithubType(), "create_events: " + createEvents).json(event);

    assertThat(violations(name, body.deepCopy().put("more", 1))).isNotEmpty();
    ((ObjectNode) body.path("repository")).remove("default_branch");
    assertThat(violations(name, body)).isNotEmpty();
  }

  private static List<String> violations(String event, JsonNode body) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(GithubSchemaTest.class.getResourceAsStream("octokit-schema.json"))) {
      String schema = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      ObjectNode root = (ObjectNode) new JsonMapper().readTree(schema);
      root.put("$ref", "#/definitions/" + event + "$event");
      Schema read =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
              .getSchema(root.toString(), InputFormat.JSON);
      return read.validate(body).stream().map(Error::toString).toList();
    }
  }
}

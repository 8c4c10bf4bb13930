package io.repohook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.acceptance.servers.NodePackages;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The libraries that receivers written for Node use, on requests as they came. */
@Tag(Machine.TAG)
class PublishedLibrariesIT {
  private static final String SECRET = "whsec_bm90IGEgc2VjcmV0IHRvIGFueWJvZHkgYXQgYWxs";
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;
  private RecordingReceiver receiver;
  private Installation repohook;
  private NodePackages node;

  @BeforeEach
  void begin() {
    node =
        NodePackages.install(
            folder.resolve("node"),
            "standardwebhooks@1.1.1",
            "cloudevents@10.0.0",
            "ajv@8.20.0",
            "ajv-formats@3.0.1",
            "@octokit/webhooks-schemas@7.6.1");
    receiver = RecordingReceiver.open();
    repohook =
        Installation.in(folder.resolve("repohook"))
            .secret("ci", SECRET)
            .repositoryFile(
                "ocean",
                """
                subscriptions:
                  native: {webhook: "%1$s", secret: "${file:ci}"}
                  github: {webhook: "%1$s?github", format: github}
                  structured: {webhook: "%1$s?cloudevents", format: cloudevents}
                  binary: {webhook: "%1$s?cloudevents", format: cloudevents, mode: binary}
                """
                    .formatted(receiver.url()));
    GitPusher alice = repohook.repository("ocean");
    String id = alice.commit("README.md", "Größe: naïve € 😀");
    alice.push("main");
    repohook.run("drain").exits(0);
    assertThat(id).isNotEmpty();
  }

  @AfterEach
  void end() {
    repohook.close();
    receiver.close();
  }

  @Test
  void eachReadsWhatWasSent() {
    assertThat(receiver.all()).hasSize(4);
    for (Arrival each : receiver.all()) {
      if (each.target().endsWith("?cloudevents")) {
        cloudevents(each);
      } else if (each.target().endsWith("?github")) {
        github(each);
      } else {
        standardWebhooks(each);
      }
    }
  }

  private void standardWebhooks(Arrival arrival) {
    assertThat(
            run(
                """
                import { Webhook } from "standardwebhooks";
                console.log(new Webhook("%s").verify(body, headers).type);
                """
                    .formatted(SECRET),
                arrival))
        .isEqualTo("git.push");
  }

  private void cloudevents(Arrival arrival) {
    JsonNode read =
        JSON.readTree(
            run(
                """
                import { HTTP } from "cloudevents";
                const event = HTTP.toEvent({ headers, body });
                event.validate();
                console.log(JSON.stringify(event));
                """,
                arrival));

    assertThat(read.path("specversion").asString()).isEqualTo("1.0");
    assertThat(read.path("type").asString()).isEqualTo("io.repohook.git.push");
    assertThat(read.path("source").asString()).isEqualTo("urn:repohook:ocean");
    assertThat(read.path("subject").asString()).isEqualTo("refs/heads/main");
    assertThat(read.at("/data/data/commits/0/message").asString()).isEqualTo("Größe: naïve € 😀\n");
    assertThat(read.path("id")).isEqualTo(read.at("/data/id"));
  }

  private void github(Arrival arrival) {
    assertThat(
            run(
                """
                import Ajv from "ajv";
                import addFormats from "ajv-formats";
                import { createRequire } from "module";
                const schema = createRequire(import.meta.url)("@octokit/webhooks-schemas");
                delete schema.oneOf;
                schema.$ref = "#/definitions/push$event";
                const ajv = new Ajv({ strict: false });
                addFormats(ajv);
                const valid = ajv.compile(schema);
                console.log(valid(JSON.parse(body)) ? "valid" : JSON.stringify(valid.errors));
                """,
                arrival))
        .isEqualTo("valid");
  }

  /** Runs a script that has {@code body} and {@code headers} of a request. */
  private String run(String script, Arrival arrival) {
    String imports =
        script
            .lines()
            .filter(line -> line.startsWith("import "))
            .reduce("", (a, b) -> a + b + "\n");
    String rest =
        script
            .lines()
            .filter(line -> !line.startsWith("import "))
            .reduce("", (a, b) -> a + b + "\n");
    return node.run(
        imports
            + "import { readFileSync } from \"fs\";\n"
            + "const { body, headers } = JSON.parse(readFileSync(\"input\", \"utf8\"));\n"
            + rest,
        JSON.writeValueAsString(Map.of("body", arrival.body(), "headers", arrival.headers())));
  }
}

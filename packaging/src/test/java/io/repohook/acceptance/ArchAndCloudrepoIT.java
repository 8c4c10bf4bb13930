package io.repohook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Jobs as Arch tells of them and files as CloudRepo does, by the program as it is installed. */
class ArchAndCloudrepoIT {
  /** The pipeline's payload that Arch's documentation prints. */
  private static final Path SAMPLE =
      Path.of("..", "hook-core/src/test/resources/io/repohook/format/arch/pipeline-sample.json");

  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;
  private RecordingReceiver receiver;
  private RecordingReceiver slack;
  private Installation repohook;

  @BeforeEach
  void begin() {
    receiver = RecordingReceiver.open();
    slack = RecordingReceiver.open(0, () -> Answer.OK.saying("ok"));
    repohook = Installation.in(folder);
  }

  @AfterEach
  void end() {
    receiver.close();
    slack.close();
    repohook.close();
  }

  @Test
  void jobThatIsRunIsToldAsTheSampleHasItAndOnlyInCertainSituationsInSlack() throws IOException {
    repohook.repositoryFile(
        "warehouse",
        """
        subscriptions:
          arch: {webhook: "%s", format: arch, events: [job.finished], ordered: true}
          failures:
            slack: "http://127.0.0.1:%d/services/x"
            events: [job.finished]
            statuses: [failed]
        """
            .formatted(receiver.url(), slack.port()));
    repohook.run("drain").exits(0); // It makes the spool.
    ObjectNode sample = (ObjectNode) JSON.readTree(Files.readString(SAMPLE));
    ObjectNode known = sample.deepCopy().retain("sync", "task", "tenant", "task_type");
    known.withObject("/sync").retain("id", "task_id", "action", "state", "started_at");

    run(known, "exit 0");
    run(
        JSON.readTree(
            """
            {"tenant": "Test Tenant", "pipeline": "Salesforce", "source": "Salesforce",
             "sync": {"id": "sync-7yq5xvmvb1xtq5g7k6aw"}}
            """),
        "exit 1");
    repohook.run("drain").exits(0);

    JsonNode succeeded = receiver.take().event();
    assertThat(without(succeeded)).isEqualTo(without(sample));
    assertThat(succeeded.at("/sync/exit_code").asInt(-1)).isZero();
    assertThat(List.of(text(succeeded, "started_at"), text(succeeded, "stopped_at")))
        .allMatch(time -> time.matches("\\d{4}-\\d\\d-\\d\\dT[0-9:]{8}\\.\\d{6}\\+00:00"));
    JsonNode failed = receiver.take().event();
    assertThat(text(failed, "status")).isEqualTo("failed");
    assertThat(keys(failed)).isEqualTo(keys(sample));
    assertThat(slack.all()).hasSize(1);
    assertThat(text(slack.take().event(), "text"))
        .matches(
            "Status: failed \\| Tenant: Test Tenant \\| Pipeline: Salesforce \\| Source: Salesforce"
                + " \\| Sync: sync-7yq5xvmvb1xtq5g7k6aw"
                + " \\| Started: \\d{4}-\\d\\d-\\d\\d [0-9:]{8}\\+00:00"
                + " \\| Stopped: \\d{4}-\\d\\d-\\d\\d [0-9:]{8}\\+00:00");
  }

  private void run(JsonNode data, String script) throws IOException {
    Path file = Files.writeString(folder.resolve("data.json"), data.toString());
    int status = Integer.parseInt(script.substring("exit ".length()));
    repohook
        .with(
            Map.of(),
            "run",
            "--repo",
            "warehouse",
            "--job",
            "load",
            "--data",
            file.toString(),
            "--",
            "sh",
            "-c",
            script)
        .exits(status);
  }

  /** All but what each run has of its own: when it was, and how it ended. */
  private static JsonNode without(JsonNode body) {
    ObjectNode rest = (ObjectNode) body.deepCopy();
    rest.remove(List.of("started_at", "stopped_at"));
    rest.withObject("/sync").remove(List.of("stopped_at", "exit_code"));
    return rest;
  }

  private static Set<String> keys(JsonNode body) {
    Set<String> keys = new TreeSet<>();
    for (String at : List.of("", "/sync", "/task", "/task/extractor", "/task/loader", "/tenant")) {
      body.at(at).propertyNames().forEach(name -> keys.add(at + "/" + name));
    }
    return keys;
  }

  private static String text(JsonNode body, String key) {
    return body.path(key).asString();
  }

  @Test
  void filesOfAnAccessLogAreToldInOneFlatObjectEach() {
    AccessLog log = new AccessLog(folder.resolve("access.log"));
    repohook.repositoryFile(
        "releases",
        """
        artifacts:
          access_log: {file: %s, format: combined, path: /releases/, start: beginning}
        subscriptions:
          cloudrepo:
            webhook: "%s"
            format: cloudrepo
            events: [artifact.uploaded, artifact.downloaded, artifact.deleted]
            digest: off
            ordered: true
        """
            .formatted(log.file(), receiver.url()));
    String jar = "com/example/rocket/1.0/rocket-1.0-sources.jar";
    log.request("ci", "PUT", "/releases/" + jar, 201, 25);
    log.request("-", "GET", "/releases/" + jar, 200, 2239);
    log.request("ann", "DELETE", "/releases/notes.txt", 204, 0);

    repohook.run("drain").exits(0);

    String coordinates =
        ",\"group\":\"com.example\",\"artifact\":\"rocket\",\"version\":\"1.0\""
            + ",\"classifier\":\"sources\",\"extension\":\"jar\"}";
    assertThat(Stream.generate(receiver::take).limit(3).map(Arrival::body))
        .map(body -> body.replaceAll("\"timestamp\":\"[^\"]*\"", "AT"))
        .containsExactlyInAnyOrder(
            told("upload", jar, "null", "\"ci\"") + coordinates,
            told("download", jar, "2239", "null") + coordinates,
            told("delete", "notes.txt", "null", "\"ann\"") + "}");
  }

  private static String told(String event, String path, String size, String user) {
    return """
        {"event":"%s","repository":"releases","path":"%s","size":%s,"user":%s,AT"""
        .formatted(event, path, size, user);
  }
}

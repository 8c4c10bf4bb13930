package io.repohook.server.explain;

import io.repohook.event.Actor;
import io.repohook.event.EventType;
import io.repohook.git.GitSource;
import io.repohook.git.ledger.RefUpdate;
import io.repohook.job.Details;
import io.repohook.job.Emitted;
import io.repohook.job.JobFile;
import io.repohook.outbox.RecordedEvent;
import io.repohook.spool.MalformedSpoolFileException;
import io.repohook.spool.SpoolFile;
import io.repohook.spool.SpoolOwner;
import io.repohook.spool.SpoolRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The spool file that a source would have written. */
final class RetoldFile {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String NAME = "explained";

  private RetoldFile() {}

  /** Of a push of one ref. */
  static SpoolFile push(
      Instant at, String repository, String line, Actor pusher, List<String> options) {
    List<SpoolRecord> records = new ArrayList<>();
    records.add(SpoolRecord.of(SpoolFile.SOURCE, GitSource.PUSH));
    records.add(SpoolRecord.of(SpoolFile.REPOSITORY, repository));
    records.add(SpoolRecord.of("pusher.name", text(pusher.name())));
    records.add(SpoolRecord.of("pusher.email", text(pusher.email())));
    records.add(SpoolRecord.of("pusher.address", text(pusher.address())));
    options.forEach(option -> records.add(SpoolRecord.of("option", option)));
    records.add(SpoolRecord.of(RefUpdate.RECORD, line + "\n"));
    return new SpoolFile(NAME, at, new SpoolOwner(0, ""), records);
  }

  /**
   * Of an event of the history.
   *
   * @throws MalformedSpoolFileException when events of this type are not told by a file of their
   *     own
   */
  static SpoolFile of(RecordedEvent event) throws MalformedSpoolFileException {
    JsonNode told = JSON.readTree(event.body());
    JsonNode data = told.path("data");
    JsonNode by = told.path("actor");
    Actor actor = new Actor(text(by, "name"), text(by, "email"), text(by, "address"));
    EventType type = EventType.named(event.type()).orElse(EventType.PING);
    return switch (type) {
      case GIT_PUSH, GIT_TAG ->
          push(
              event.happenedAt(),
              event.repository(),
              data.path("before").asString()
                  + " "
                  + data.path("after").asString()
                  + " "
                  + data.path("ref").asString(),
              actor,
              data.path("push_options").valueStream().map(JsonNode::asString).toList());
      case JOB_STARTED, JOB_SUCCEEDED, JOB_FAILED, JOB_SKIPPED -> job(event, type, data, actor);
      default ->
          throw new MalformedSpoolFileException(
              "an event " + event.type() + " does not say all that decided");
    };
  }

  private static SpoolFile job(RecordedEvent event, EventType type, JsonNode data, Actor actor)
      throws MalformedSpoolFileException {
    ObjectNode known = ((ObjectNode) data).deepCopy();
    known.retain(Set.copyOf(Emitted.keys()));
    try {
      return new SpoolFile(
          NAME,
          event.happenedAt(),
          new SpoolOwner(0, text(actor.name())),
          JobFile.records(event.repository(), Emitted.job(type, null, NAME, known)));
    } catch (Details.WrongException e) {
      throw new MalformedSpoolFileException("its data are wrong: " + e.getMessage());
    }
  }

  private static @Nullable String text(JsonNode object, String key) {
    JsonNode value = object.path(key);
    return value.isString() ? value.asString() : null;
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}

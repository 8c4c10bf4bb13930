package io.repohook.format.arch;

import io.repohook.channel.JobDetails;
import io.repohook.event.Job;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is known of every job, where its owner has said nothing else. */
final class JobFacts {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter UTC_AS_OFFSET =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);

  private JobFacts() {}

  static void fill(ObjectNode body, Job job, JobDetails details) {
    body.put("status", job.status());
    body.put("started_at", written(UTC_AS_OFFSET, job.startedAt()));
    body.put("stopped_at", written(UTC_AS_OFFSET, job.stoppedAt()));
    ObjectNode task = object(body, "task");
    absent(task, "name", details.pipeline().orElse(job.job()));
    absent(object(body, "tenant"), "name", details.tenant().orElse(null));
    if (task.path("extractor") instanceof ObjectNode extractor) {
      absent(extractor, "label", details.source().orElse(null));
      absent(extractor, "name", details.source().orElse(null));
    }
    sync(object(body, "sync"), job, details, task.path("id"));
  }

  private static void sync(ObjectNode sync, Job job, JobDetails details, JsonNode taskId) {
    absent(sync, "id", details.sync().orElse(job.run()));
    if (sync.path("task_id").isNull()) {
      sync.set("task_id", taskId);
    }
    absent(sync, "started_at", written(UTC, job.startedAt()));
    absent(sync, "stopped_at", written(UTC, job.stoppedAt()));
    if (sync.path("exit_code").isNull()) {
      sync.put("exit_code", job.exitCode());
    }
    absent(sync, "termination_reason", job.terminationReason());
    absent(sync, "termination_message", job.terminationMessage());
  }

  private static ObjectNode object(ObjectNode body, String key) {
    return (ObjectNode) body.path(key);
  }

  private static void absent(ObjectNode object, String key, @Nullable String value) {
    if (object.path(key).isNull()) {
      object.put(key, value);
    }
  }

  private static @Nullable String written(DateTimeFormatter form, @Nullable Instant time) {
    return time == null ? null : form.format(time);
  }
}

package io.repohook.format.arch;

import io.repohook.channel.Body;
import io.repohook.channel.JobDetails;
import io.repohook.channel.UnrenderableException;
import io.repohook.event.Event;
import io.repohook.event.EventType;
import io.repohook.event.Job;
import io.repohook.event.Ping;
import io.repohook.format.ContentType;
import io.repohook.format.Format;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says that a job has ended, as Arch says it of a sync: a pipeline or a transform, with every key
 * that Arch's have, null where nothing is known.
 */
final class ArchFormat implements Format {
  private static final JsonMapper JSON = new JsonMapper();

  private final ContentType contentType;

  ArchFormat(ContentType contentType) {
    this.contentType = contentType;
  }

  @Override
  public String name() {
    return ArchType.NAME;
  }

  /** There is no word for a sync that begins. */
  @Override
  public boolean says(EventType type) {
    return switch (type) {
      case JOB_SUCCEEDED, JOB_FAILED, JOB_SKIPPED, PING -> true;
      default -> false;
    };
  }

  @Override
  public Body render(Event event) throws UnrenderableException {
    ObjectNode body;
    if (event.data() instanceof Job job && says(event.type())) {
      JobDetails details = JobDetails.of(job);
      body = Skeleton.of(details);
      JobFacts.fill(body, job, details);
    } else if (event.data() instanceof Ping) {
      body = Skeleton.ofPipeline();
      body.put("event_type", "ping");
    } else {
      throw new UnrenderableException("Arch tells of syncs that ended, not of " + event.type());
    }
    return contentType.body(JSON.writeValueAsBytes(body), Map.of());
  }

  @Override
  public ContentType contentType() {
    return contentType;
  }
}

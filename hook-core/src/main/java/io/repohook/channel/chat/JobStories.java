package io.repohook.channel.chat;

import io.repohook.channel.JobDetails;
import io.repohook.event.EventType;
import io.repohook.event.Job;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells of jobs, in Arch's line where nothing is marked up. */
final class JobStories {
  /** The end of a job's output that is shown: as much as is read at a glance. */
  private static final int OUTPUT_LINES = 15;

  private static final int OUTPUT_LINE = 150;

  private JobStories() {}

  static Story job(Job job, Span repository) {
    Sentence headline =
        new Sentence()
            .add("Job ", Span.strong(Words.name(job.job())), " in ", repository, " ")
            .add(Span.strong(job.type() == EventType.JOB_SKIPPED ? "was skipped" : job.status()));
    Integer exit = job.exitCode();
    if (job.type() == EventType.JOB_FAILED && exit != null) {
      headline.add(" with exit code " + exit);
    }
    String reason = job.terminationReason();
    if (reason != null) {
      headline.add(" (", Words.name(reason), ")");
    }
    List<Line> lines = new ArrayList<>();
    String message = job.terminationMessage();
    if (message != null) {
      lines.add(Line.of(Words.subject(message)));
    }
    String facts = facts(job);
    lines.add(Line.of(facts));
    return Story.of(headline.line(), lines).as(facts).printing(output(job.output()));
  }

  /** The line that Arch sends, without the parts that are not known. */
  private static String facts(Job job) {
    JobDetails details = JobDetails.of(job);
    List<String> parts = new ArrayList<>();
    parts.add("Status: " + job.status());
    details.tenant().ifPresent(tenant -> parts.add("Tenant: " + Words.name(tenant)));
    parts.add("Pipeline: " + Words.name(details.pipeline().orElse(job.job())));
    details.source().ifPresent(source -> parts.add("Source: " + Words.name(source)));
    parts.add("Sync: " + Words.name(details.sync().orElse(job.run())));
    time("Started: ", job.startedAt(), parts);
    time("Stopped: ", job.stoppedAt(), parts);
    return String.join(" | ", parts);
  }

  private static void time(String name, @Nullable Instant time, List<String> parts) {
    if (time != null) {
      parts.add(name + Words.time(time));
    }
  }

  private static @Nullable String output(@Nullable String output) {
    if (output == null) {
      return null;
    }
    List<String> lines =
        new ArrayList<>(output.lines().map(each -> Legible.line(each, OUTPUT_LINE)).toList());
    Collections.reverse(lines);
    List<String> last =
        new ArrayList<>(
            lines.stream().filter(each -> !each.isEmpty()).limit(OUTPUT_LINES).toList());
    Collections.reverse(last);
    return last.isEmpty() ? null : String.join("\n", last);
  }
}

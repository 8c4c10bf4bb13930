package io.repohook.channel.email.letter;

import io.repohook.event.Event;
import io.repohook.event.Job;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The letter of a job that began or ended. */
final class JobLetter {
  private JobLetter() {}

  static Letter of(Event event, Job job) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Text(
            "Job " + job.job() + " of " + event.repository().name() + ": " + job.status() + "."));
    List<Block.Fact> facts = new ArrayList<>();
    facts.add(new Block.Fact("run", job.run()));
    add(facts, "started", job.startedAt());
    add(facts, "stopped", job.stoppedAt());
    if (job.startedAt() != null && job.stoppedAt() != null) {
      add(facts, "took", Duration.between(job.startedAt(), job.stoppedAt()).toSeconds() + " s");
    }
    add(facts, "exit code", job.exitCode());
    add(facts, "ended by", job.terminationReason());
    add(facts, "because", job.terminationMessage());
    if (!job.details().equals(Job.NO_DETAILS)) {
      facts.add(new Block.Fact("details", job.details()));
    }
    blocks.add(new Block.Facts(facts));
    String output = job.output();
    if (output != null && !output.isEmpty()) {
      blocks.add(new Block.Heading(job.outputTruncated() ? "The end of its output" : "Its output"));
      blocks.add(new Block.Listing(output.lines().toList()));
    }
    return new Letter("job " + job.job() + " " + job.status(), job.job(), blocks);
  }

  private static void add(List<Block.Fact> facts, String label, @Nullable Object value) {
    if (value != null) {
      facts.add(new Block.Fact(label, value.toString()));
    }
  }
}

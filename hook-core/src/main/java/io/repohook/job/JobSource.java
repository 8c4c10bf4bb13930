package io.repohook.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repohook.channel.Mask;
import io.repohook.event.Actor;
import io.repohook.event.Event;
import io.repohook.event.EventId;
import io.repohook.event.Job;
import io.repohook.intake.Answer;
import io.repohook.intake.Situation;
import io.repohook.intake.Source;
import io.repohook.spool.MalformedSpoolFileException;
import io.repohook.spool.SpoolFile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What {@code repohook run} and {@code repohook emit} spool: a job began, or ended.
 *
 * <p>Whoever did it is the account that wrote the file, as the kernel says. What the repository's
 * file says of its jobs is added to the details, and no secret of the configuration is left in
 * anything that the job said.
 */
public final class JobSource implements Source {
  private final Function<String, Map<String, Object>> defaults;
  private final Supplier<Mask> mask;

  /**
   * A source.
   *
   * @param defaults what the configuration says of the jobs of the repository of that name
   * @param mask hides the configuration's secrets
   */
  public JobSource(Function<String, Map<String, Object>> defaults, Supplier<Mask> mask) {
    this.defaults = defaults;
    this.mask = mask;
  }

  @Override
  public Set<String> kinds() {
    return Set.of(JobFile.SOURCE);
  }

  @Override
  public Answer take(SpoolFile file, Situation situation) throws MalformedSpoolFileException {
    Job job = complete(JobFile.read(file), situation.repository().name());
    Event event =
        new Event(
            EventId.event(file.name(), job.type().wireName()),
            file.writtenAt(),
            situation.repository(),
            new Actor(file.owner().name(), null, null),
            job);
    return new Answer.Told(List.of(event), Map.of());
  }

  private Job complete(Job job, String repository) throws MalformedSpoolFileException {
    Mask hide = mask.get();
    return new Job(
        job.type(),
        job.job(),
        job.run(),
        job.startedAt(),
        job.stoppedAt(),
        job.exitCode(),
        job.terminationReason(),
        masked(job.terminationMessage(), hide),
        output(job, hide),
        job.outputTruncated(),
        details(job.details(), repository, hide));
  }

  /** One that was cut may begin in the middle of a secret. */
  private static @Nullable String output(Job job, Mask mask) {
    String output = job.output();
    return output == null || !job.outputTruncated()
        ? masked(output, mask)
        : mask.applyToRest(output);
  }

  private static @Nullable String masked(@Nullable String text, Mask mask) {
    return text == null ? null : mask.apply(text);
  }

  private String details(String own, String repository, Mask hide)
      throws MalformedSpoolFileException {
    try {
      ObjectNode given = Details.withTexts(Details.parse(own.getBytes(UTF_8)), hide::apply);
      return Details.text(Details.merge(Details.of(defaults.apply(repository)), given));
    } catch (Details.WrongException e) {
      throw new MalformedSpoolFileException("its 'details' are " + e.getMessage());
    }
  }
}

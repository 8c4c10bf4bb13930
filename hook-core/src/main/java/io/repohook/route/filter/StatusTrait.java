package io.repohook.route.filter;

import io.repohook.config.NearestWord;
import io.repohook.config.Patterns;
import io.repohook.event.Event;
import io.repohook.event.Job;
import java.util.List;
import java.util.Optional;

/** How a job stands. */
final class StatusTrait implements Trait {
  private static final List<String> WORDS = List.of("started", "succeeded", "failed", "skipped");

  @Override
  public String key() {
    return "statuses";
  }

  @Override
  public Optional<List<List<String>>> of(Event event) {
    return event.data() instanceof Job job
        ? Optional.of(List.of(List.of(job.status())))
        : Optional.empty();
  }

  @Override
  public Optional<String> objection(String pattern) {
    Patterns asked = Patterns.of(List.of(pattern));
    return WORDS.stream().anyMatch(asked::admit)
        ? Optional.empty()
        : Optional.of(NearestWord.remedy(pattern, WORDS));
  }
}

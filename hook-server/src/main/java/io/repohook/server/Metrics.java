package io.repohook.server;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.repohook.channel.Attempt;
import io.repohook.outbox.Backlog;
import io.repohook.outbox.Completion;
import io.repohook.outbox.DeliveryState;
import io.repohook.outbox.History;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/** What a monitoring system can ask for. Thread-safe. */
final class Metrics {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  Metrics(History history, InstantSource clock) {
    for (DeliveryState state : DeliveryState.values()) {
      Gauge.builder("repohook.deliveries", () -> history.backlog(clock.instant()).count(state))
          .description("Deliveries in the store by state")
          .tag("state", state.wireName())
          .register(registry);
    }
    Gauge.builder("repohook.lag.seconds", () -> lag(history.backlog(clock.instant()), clock))
        .description("How long the longest waiting due delivery has been due")
        .register(registry);
  }

  private static double lag(Backlog backlog, InstantSource clock) {
    Instant oldest = backlog.oldestDue();
    return oldest == null ? 0 : Duration.between(oldest, clock.instant()).toMillis() / 1000.0;
  }

  /** Adds a figure that is read when somebody asks. */
  void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).register(registry);
  }

  /** Counts an attempt. */
  void attempt(Completion completion) {
    Attempt attempt = completion.attempt();
    Timer.builder("repohook.attempts")
        .description("Attempts by outcome and reason")
        .tags(
            Tags.of(
                "outcome", attempt.outcome().wireName(),
                "reason", attempt.outcome().reason().wireName()))
        .register(registry)
        .record(attempt.took());
  }

  /** Everything in Prometheus' text format. */
  String scrape() {
    return registry.scrape();
  }
}

package io.repohook.cli;

import io.repohook.intake.Plain;
import io.repohook.outbox.Delivery;
import io.repohook.outbox.EventName;
import io.repohook.outbox.RecordedAttempt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one delivery and each attempt of it. */
@Command(
    name = "show",
    description = "Show one delivery and each of its attempts.",
    mixinStandardHelpOptions = true)
final class ShowDeliveryCommand implements Callable<Integer> {
  /** So that a digest of a million downloads does not fill the memory. */
  private static final int MOST_EVENTS = 100_000;

  @Parameters(paramLabel = "ID", description = "The delivery's id.")
  private String id = "";

  private final Terminal terminal;
  @Mixin private final Setup setup;
  @Mixin private final Listing listing = new Listing();

  ShowDeliveryCommand(Terminal terminal) {
    this.terminal = terminal;
    this.setup = new Setup(terminal);
  }

  @Override
  public Integer call() throws Exception {
    try (Setup.Opened opened = setup.open()) {
      Delivery delivery =
          opened
              .history()
              .delivery(id)
              .orElseThrow(() -> new WrongUsageException("there is no delivery " + id));
      List<RecordedAttempt> attempts = opened.history().attempts(id);
      List<EventName> events = opened.history().eventsOf(id, MOST_EVENTS);
      Map<String, @Nullable Object> facts = facts(delivery);
      if (listing.isJson()) {
        facts.put("events", events.stream().map(ShowDeliveryCommand::facts).toList());
        facts.put("attempts", attempts.stream().map(ShowDeliveryCommand::facts).toList());
        Listing.print(terminal, facts);
      } else {
        facts.forEach((key, value) -> terminal.out().printf("%-12s %s%n", key, text(value)));
        if (delivery.isDigest()) {
          tell(events, delivery.events() - events.size());
        }
        terminal.out().println();
        attempts.forEach(this::row);
        listing.print(terminal, "no attempt yet");
      }
    }
    return Cli.DONE;
  }

  private static Map<String, @Nullable Object> facts(Delivery delivery) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("id", delivery.id());
    facts.put("event_id", delivery.eventId());
    facts.put("event", delivery.eventType());
    facts.put("repository", delivery.subscription().repository());
    facts.put("alias", delivery.subscription().alias());
    facts.put("recipient", delivery.recipient().isEmpty() ? null : delivery.recipient());
    facts.put("subject", delivery.subject());
    facts.put("endpoint", delivery.endpoint());
    facts.put("state", delivery.sending() ? "sending" : delivery.state().wireName());
    facts.put("reason", delivery.reason());
    facts.put("created", Listing.plain(delivery.createdAt()));
    facts.put("due", Listing.plain(delivery.sending() ? null : delivery.dueAt()));
    facts.put("finished", Listing.plain(delivery.finishedAt()));
    return facts;
  }

  private void tell(List<EventName> events, int more) {
    events.forEach(
        each ->
            terminal
                .out()
                .println("  " + each.id() + "  " + each.type() + "  " + text(each.subject())));
    if (more > 0) {
      terminal.out().println("  and " + more + " more");
    }
  }

  private static Map<String, @Nullable Object> facts(EventName event) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("id", event.id());
    facts.put("event", event.type());
    facts.put("subject", event.subject());
    facts.put("happened", Listing.plain(event.happenedAt()));
    return facts;
  }

  private static Map<String, @Nullable Object> facts(RecordedAttempt attempt) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("number", attempt.number());
    facts.put("started", Listing.plain(attempt.startedAt()));
    facts.put("duration_ms", Listing.plain(attempt.took()));
    facts.put("status", attempt.status());
    facts.put("outcome", attempt.outcome());
    facts.put("reason", attempt.reason());
    facts.put("detail", attempt.detail());
    return facts;
  }

  private void row(RecordedAttempt attempt) {
    listing.row();
    facts(attempt).forEach(listing::with);
  }

  private static String text(@Nullable Object value) {
    return value == null ? "-" : Plain.line(value.toString());
  }
}

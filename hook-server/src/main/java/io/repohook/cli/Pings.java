package io.repohook.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repohook.channel.Attempt;
import io.repohook.channel.Body;
import io.repohook.channel.Copy;
import io.repohook.channel.Message;
import io.repohook.channel.Outcome;
import io.repohook.channel.UnrenderableException;
import io.repohook.event.Actor;
import io.repohook.event.Event;
import io.repohook.event.EventId;
import io.repohook.event.Ping;
import io.repohook.event.Repository;
import io.repohook.route.Subscription;
import io.repohook.server.SubscriptionText;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** Sends pings and prints request, response and time. */
record Pings(Terminal terminal, InstantSource clock) {

  /** Whether every recipient of the subscription took its ping; not where it has none. */
  boolean send(Subscription asked) throws UnrenderableException {
    // Each ping is another event, so its cause is drawn at random.
    String cause = UUID.randomUUID().toString();
    Event ping =
        new Event(
            EventId.event(cause),
            clock.instant(),
            Repository.git(asked.key().repository()),
            Actor.UNKNOWN,
            new Ping(asked.key().alias(), SubscriptionText.of(asked)));
    List<Copy> copies = asked.channel().render(ping);
    if (copies.isEmpty()) {
      terminal
          .err()
          .println(
              "nobody gets a test: who gets a mail of " + asked.key() + " depends on the event");
    }
    boolean taken = !copies.isEmpty();
    for (Copy copy : copies) {
      Message message = new Message(EventId.delivery(cause, copy.recipient()), copy.body());
      taken &= tell(message, asked, asked.channel().send(message));
    }
    return taken;
  }

  private boolean tell(Message message, Subscription asked, Attempt attempt) {
    Body body = message.body();
    terminal.out().println("request");
    asked
        .channel()
        .describe()
        .forEach((key, value) -> terminal.out().printf("  %s: %s%n", key, value));
    terminal.out().println("  webhook-id: " + message.id());
    terminal.out().println("  Content-Type: " + body.contentType());
    body.headers().forEach((name, value) -> terminal.out().printf("  %s: %s%n", name, value));
    terminal.out().println("  " + new String(body.bytes(), UTF_8));
    terminal.out().println("response");
    Integer status = attempt.status();
    terminal.out().println("  status: " + (status == null ? "none" : status));
    if (!attempt.detail().isEmpty()) {
      terminal.out().println("  " + attempt.detail().replace("\n", "\n  "));
    }
    terminal.out().printf("time%n  %.1f ms%n", attempt.took().toNanos() / 1_000_000.0);
    terminal.out().println("outcome\n  " + attempt.outcome().reason().wireName());
    return attempt.outcome() instanceof Outcome.Delivered;
  }
}

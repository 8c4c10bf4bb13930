package io.repohook.channel.email.letter;

import io.repohook.event.EndpointTrouble;
import io.repohook.event.Event;
import io.repohook.event.EventType;
import io.repohook.event.Ping;
import java.util.List;

/** Letters about subscriptions themselves. */
final class NoticeLetters {
  private NoticeLetters() {}

  static Letter ping(Event event, Ping ping) {
    return new Letter(
        "test of " + ping.alias(),
        ping.alias(),
        List.of(
            new Block.Text(
                "This is a test. Mail of the subscription "
                    + ping.alias()
                    + " of "
                    + event.repository().name()
                    + " arrives."),
            new Block.Facts(
                ping.settings().entrySet().stream()
                    .map(each -> new Block.Fact(each.getKey(), each.getValue()))
                    .toList())));
  }

  static Letter trouble(Event event, EndpointTrouble trouble) {
    boolean off = trouble.type() == EventType.SUBSCRIPTION_DISABLED;
    String subscription = trouble.alias() + " of " + event.repository().name();
    return new Letter(
        trouble.alias() + (off ? " is switched off" : " is failing"),
        trouble.alias(),
        List.of(
            new Block.Text(
                off
                    ? "The subscription " + subscription + " is switched off: its endpoint is gone."
                    : "Deliveries of the subscription " + subscription + " are failing."),
            new Block.Facts(
                List.of(
                    new Block.Fact("since", trouble.since().toString()),
                    new Block.Fact("reason", trouble.reason()))),
            new Block.Text(
                off
                    ? "'repohook enable "
                        + event.repository().name()
                        + " "
                        + trouble.alias()
                        + "' switches it on again; what failed can then be sent again."
                    : "They are tried again where that may help, and kept when they fail for good:"
                        + " 'repohook deliveries' lists them.")));
  }
}

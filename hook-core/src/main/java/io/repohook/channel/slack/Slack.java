package io.repohook.channel.slack;

import io.repohook.channel.Body;
import io.repohook.channel.Outcome;
import io.repohook.channel.Pace;
import io.repohook.channel.chat.Chat;
import io.repohook.channel.chat.Story;
import io.repohook.channel.http.Answer;
import java.time.Duration;

/** Slack, by its incoming webhooks. */
public final class Slack implements Chat {

  @Override
  public String key() {
    return "slack";
  }

  /**
   * Slack takes "short bursts" of more, of a length that it does not tell; so one is what is safe.
   */
  @Override
  public Pace pace() {
    return new Pace(1, Duration.ofSeconds(1));
  }

  @Override
  public Body write(Story story) {
    return SlackMessage.of(story);
  }

  @Override
  public Outcome outcome(Answer answer) {
    return SlackAnswers.outcome(answer);
  }
}

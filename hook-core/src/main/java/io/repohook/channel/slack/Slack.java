package io.repohook.channel.slack;

import io.repohook.channel.Body;
import io.repohook.channel.Outcome;
import io.repohook.channel.chat.Chat;
import io.repohook.channel.chat.Story;
import io.repohook.channel.http.Answer;

/** Slack, by its incoming webhooks. */
public final class Slack implements Chat {

  @Override
  public String key() {
    return "slack";
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

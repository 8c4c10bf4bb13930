package io.repohook.channel.teams;

import io.repohook.channel.Body;
import io.repohook.channel.Outcome;
import io.repohook.channel.Pace;
import io.repohook.channel.chat.Chat;
import io.repohook.channel.chat.Story;
import io.repohook.channel.http.Answer;
import java.time.Duration;

/** Microsoft Teams, by a workflow that posts what it is sent, or by a connector of before these. */
public final class Teams implements Chat {

  @Override
  public String key() {
    return "teams";
  }

  /** Over four a second, Teams takes none for a while. */
  @Override
  public Pace pace() {
    return new Pace(4, Duration.ofSeconds(1));
  }

  @Override
  public Body write(Story story) {
    return TeamsCard.of(story);
  }

  @Override
  public Outcome outcome(Answer answer) {
    return TeamsAnswers.outcome(answer);
  }
}

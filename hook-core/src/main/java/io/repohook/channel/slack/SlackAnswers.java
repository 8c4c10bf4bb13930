package io.repohook.channel.slack;

import io.repohook.channel.Outcome;
import io.repohook.channel.Reason;
import io.repohook.channel.http.Answer;
import io.repohook.channel.http.StatusTable;

/**
 * What Slack's answers mean. It says {@code ok} when it has taken a message, and names in one word
 * what is wrong with it otherwise; some of these words stand for what no later attempt changes.
 */
final class SlackAnswers {
  private static final String OK = "ok";

  private SlackAnswers() {}

  static Outcome outcome(Answer answer) {
    if (!(answer instanceof Answer.Status status)) {
      return StatusTable.outcome(answer);
    }
    String word = status.text().strip();
    return switch (status.code()) {
      case 403 ->
          word.equals("action_prohibited")
              ? failed(Reason.UNAUTHORIZED)
              : StatusTable.outcome(answer);
      case 404 ->
          word.equals("channel_not_found") || word.equals("no_service")
              ? failed(Reason.NOT_FOUND)
              : StatusTable.outcome(answer);
      default -> {
        Outcome outcome = StatusTable.outcome(answer);
        // Something else answers in Slack's place: a proxy's page of welcome, for example.
        yield outcome instanceof Outcome.Delivered && !word.equals(OK)
            ? new Outcome.Retry(Reason.UNEXPECTED_STATUS, status.retryAfter())
            : outcome;
      }
    };
  }

  private static Outcome failed(Reason reason) {
    return new Outcome.Failed(reason);
  }
}

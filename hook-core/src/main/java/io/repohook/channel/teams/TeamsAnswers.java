package io.repohook.channel.teams;

import io.repohook.channel.Outcome;
import io.repohook.channel.http.Answer;
import io.repohook.channel.http.StatusTable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Teams' answers mean. A workflow answers 202: the card is queued. A connector answers 200
 * also when Teams itself did not take the card, and tells Teams' own status in the body.
 */
final class TeamsAnswers {
  // As https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to has it.
  private static final Pattern REFUSED =
      Pattern.compile("Microsoft Teams endpoint returned HTTP error (\\d{3})");

  private TeamsAnswers() {}

  static Outcome outcome(Answer answer) {
    if (answer instanceof Answer.Status status && status.code() == 200) {
      Matcher refused = REFUSED.matcher(status.text());
      if (refused.find()) {
        int code = Integer.parseInt(refused.group(1));
        return StatusTable.outcome(
            new Answer.Status(code, status.retryAfter(), status.text(), status.cut()));
      }
    }
    return StatusTable.outcome(answer);
  }
}

package io.repohook.channel.email.smtp;

import io.repohook.channel.Outcome;
import io.repohook.channel.Reason;
import org.jspecify.annotations.Nullable;

/**
 * How a transaction ended.
 *
 * @param code what the server answered last, null when it did not answer
 * @param detail its words, or what happened instead; may quote what we said
 */
public record Reply(Outcome outcome, @Nullable Integer code, String detail) {

  /**
   * What an answer means.
   *
   * @param code of three digits, the first not 2 or 3
   * @param aboutMail whether it answers what was said of this mail; before that the server speaks
   *     of itself, or of us, and another mail would fare no better
   */
  static Reply of(int code, boolean aboutMail, String detail) {
    return new Reply(outcome(code, aboutMail), code, detail);
  }

  private static Outcome outcome(int code, boolean aboutMail) {
    return switch (code) {
      // RFC 4954: these ask for a login, or did not like ours. A password may have been rotated.
      case 530, 534, 535, 538 -> new Outcome.Retry(Reason.UNAUTHORIZED, null);
      default ->
          switch (code / 100) {
            case 4 -> new Outcome.Retry(Reason.DEFERRED, null);
            case 5 ->
                aboutMail
                    ? new Outcome.Failed(Reason.REJECTED)
                    : new Outcome.Retry(Reason.SERVER_ERROR, null);
            default -> new Outcome.Retry(Reason.UNEXPECTED_STATUS, null);
          };
    };
  }

  static Reply unanswered(Reason reason, String detail) {
    return new Reply(new Outcome.Retry(reason, null), null, detail);
  }
}

package io.repohook.channel.http;

import io.repohook.channel.Outcome;
import io.repohook.channel.Reason;

/** What a status means for a delivery, wherever the other end gives it no meaning of its own. */
public final class StatusTable {

  private StatusTable() {}

  /** The outcome of an attempt that was answered so. */
  public static Outcome outcome(Answer answer) {
    if (answer instanceof Answer.Status status) {
      return outcome(status);
    }
    return new Outcome.Retry(((Answer.None) answer).reason(), null);
  }

  private static Outcome outcome(Answer.Status status) {
    int code = status.code();
    if (code >= 200 && code <= 299) {
      return new Outcome.Delivered();
    }
    return switch (code) {
      case 400, 405, 413, 414, 415, 422 -> new Outcome.Failed(Reason.REJECTED);
      case 410 -> new Outcome.Failed(Reason.GONE);
      default -> new Outcome.Retry(reason(code), status.retryAfter());
    };
  }

  /** Why to try again: 401, 403 and 404 too happen while a receiver is deployed. */
  private static Reason reason(int code) {
    return switch (code) {
      case 401, 403 -> Reason.UNAUTHORIZED;
      case 404 -> Reason.NOT_FOUND;
      case 429 -> Reason.RATE_LIMITED;
      default ->
          switch (code / 100) {
            case 3 -> Reason.REDIRECTED;
            case 5 -> Reason.SERVER_ERROR;
            default -> Reason.UNEXPECTED_STATUS;
          };
    };
  }
}

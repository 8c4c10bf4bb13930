package io.repohook.channel;

import java.util.Locale;

/** Why an attempt or a delivery ended as it did: the word in listings, logs and metrics alike. */
public enum Reason {
  /** The receiver accepted it. */
  DELIVERED,
  /**
   * The receiver does not accept these bytes: 400, 405, 413, 414, 415 or 422; of a mail server 5yz.
   */
  REJECTED,
  /** The receiver said that it is gone for good: 410. The subscription is switched off. */
  GONE,
  /** The receiver answered with a redirect, which is never followed. */
  REDIRECTED,
  /** The receiver does not know us: 401 or 403; or the mail server refused our login. */
  UNAUTHORIZED,
  /** There is nothing at that address: 404. */
  NOT_FOUND,
  /** The receiver asked for fewer requests: 429. */
  RATE_LIMITED,
  /** The mail server will not take it now: 4yz. */
  DEFERRED,
  /** The receiver answered with another 4xx, or something that is no answer. */
  UNEXPECTED_STATUS,
  /** The receiver failed: 5xx. */
  SERVER_ERROR,
  /** The receiver did not answer in time. */
  TIMEOUT,
  /** The connection was refused, or broke. */
  CONNECTION_FAILED,
  /** The receiver's name has no address. */
  UNKNOWN_HOST,
  /** The receiver's certificate is not trusted, or there is no common protocol. */
  TLS_FAILED,
  /** The address is one that notifications never go to. */
  ADDRESS_REFUSED,
  /** The event cannot be said in the subscription's format. */
  UNRENDERABLE,
  /** The subscription is no longer in the configuration. */
  SUBSCRIPTION_REMOVED,
  /** The subscription was switched off after its endpoint said that it is gone. */
  SUBSCRIPTION_DISABLED,
  /** The program died at each of many tries before one could be recorded. */
  ABANDONED,
  /** A fault of our own; the log has it. */
  INTERNAL_ERROR;

  /** The reason's name in listings, logs and metrics: {@code timeout}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package io.repohook.route;

import io.repohook.config.Place;
import io.repohook.route.filter.Verdict;

/**
 * Whether a subscription gets an event, and what decided.
 *
 * @param rule what decided in words, such as {@code branches} or {@code events}
 * @param place where the line stands that decided
 * @param because why, for a person; without secrets
 */
public record Decision(
    Subscription subscription, boolean wanted, String rule, Place place, String because) {

  Decision(Subscription subscription, String rule, Verdict verdict) {
    this(subscription, verdict.admits(), rule, verdict.place(), verdict.because());
  }
}

package io.repohook.route;

import io.repohook.config.Place;

/**
 * Whether a subscription gets an event, and what decided.
 *
 * @param rule the decisive line in words, such as {@code branches} or {@code events}
 * @param place where that line stands
 */
public record Decision(Subscription subscription, boolean wanted, String rule, Place place) {}

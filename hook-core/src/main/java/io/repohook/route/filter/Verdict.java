package io.repohook.route.filter;

import io.repohook.config.Place;

/**
 * What one line of a subscription says of an event.
 *
 * @param place where the line stands that decided: a single pattern's, where one did
 * @param because why, for a person; without secrets
 */
public record Verdict(boolean admits, Place place, String because) {}

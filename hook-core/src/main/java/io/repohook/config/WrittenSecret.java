package io.repohook.config;

/**
 * A secret that stands in a file of the configuration itself: whoever may read the file knows it.
 *
 * @param key the path of keys, such as {@code subscriptions.ci.secret}
 */
public record WrittenSecret(Place place, String key) {}

package io.repohook.channel;

/**
 * A number, perhaps not the exact one.
 *
 * @param exact whether it is
 */
public record Estimate(long number, boolean exact) {}

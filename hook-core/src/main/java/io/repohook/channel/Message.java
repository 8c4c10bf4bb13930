package io.repohook.channel;

/**
 * What one attempt sends.
 *
 * @param id the delivery's id: the same on every attempt, so that a receiver can discard repeats
 */
public record Message(String id, Body body) {}

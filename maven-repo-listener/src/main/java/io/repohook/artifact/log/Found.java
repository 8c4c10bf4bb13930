package io.repohook.artifact.log;

/**
 * A request of interest, and where it stands.
 *
 * @param log the identity of the log's file
 * @param offset of the line's first byte in it
 */
public record Found(String log, long offset, Line.Request request) {}

package io.repohook.artifact.log;

import java.util.List;

/**
 * What was read of a log at once.
 *
 * @param requests those of interest, in the log's order
 * @param lines how many lines were read
 * @param garbage how many of them are not of the format
 * @param ended whether nothing was left but perhaps the half of a line
 */
record Chunk(List<Found> requests, Position position, int lines, int garbage, boolean ended) {
  Chunk {
    requests = List.copyOf(requests);
  }
}

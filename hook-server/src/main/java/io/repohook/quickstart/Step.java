package io.repohook.quickstart;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Something that happens in the demonstration.
 *
 * @param command what a person would type for it
 * @param act does it
 * @param expected how much must arrive of it
 */
record Step(String command, Act act, Map<Way, Integer> expected) {
  /** Does something. */
  @FunctionalInterface
  interface Act {
    /** Answers what a person would see of it where it was typed. */
    List<String> happen() throws IOException, InterruptedException;
  }

  int arrivals() {
    return expected.values().stream().mapToInt(each -> each).sum();
  }
}

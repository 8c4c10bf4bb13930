package io.repohook.git;

import io.repohook.event.Event;
import java.util.List;

/**
 * A row of the table of what a git notifier must get right.
 *
 * @param name what it is about
 * @param story what is made and pushed; what it pushes is taken in at its end
 * @param told what each event says, short
 * @param check looks closer, if that is not enough
 */
record EdgeCase(String name, Story story, List<String> told, Check check) {

  /** Makes something in the clone and pushes it to both servers. */
  @FunctionalInterface
  interface Story {
    void in(BothServers both, GitFixture work) throws Exception;
  }

  /** Looks at all events of the row. */
  @FunctionalInterface
  interface Check {
    void of(List<Event> events) throws Exception;
  }

  static EdgeCase row(String name, Story story, String... told) {
    return new EdgeCase(name, story, List.of(told), events -> {});
  }

  EdgeCase and(Check closer) {
    return new EdgeCase(name, story, told, closer);
  }

  @Override
  public String toString() {
    return name;
  }
}

package io.repohook.channel;

import io.repohook.event.Actor;
import io.repohook.event.Deployment;
import io.repohook.event.Event;
import io.repohook.event.Repository;
import java.time.Instant;
import java.util.List;

/**
 * What one account deployed in a row, to be said in one message: the modules of a build, as far as
 * anybody can tell from outside.
 *
 * <p>Its sum is of everything, but it lists only as many deploys as one message can well hold: the
 * first ones.
 *
 * @param id the delivery's id
 * @param actor who deployed; the address is null when they came from several
 * @param from when its first deploy gathered
 * @param to when it closed; what was deployed then is in the next one
 * @param listed the deploys, in the order in which they came to their end; never empty
 */
public record Build(
    String id,
    Repository repository,
    Actor actor,
    Instant from,
    Instant to,
    BuildSum sum,
    List<Event> listed) {

  public Build {
    listed = List.copyOf(listed);
  }

  /** What was deployed. */
  public static Deployment deployment(Event deploy) {
    return (Deployment) deploy.data();
  }

  /** Whether there was more than is listed. */
  public boolean truncated() {
    return listed.size() < sum.deploys();
  }

  /**
   * The same for who is to know of some of these deploys only.
   *
   * @param theirs some of those that are listed; all of them for who is to know of everything
   */
  public Build only(List<Event> theirs) {
    if (theirs.size() == listed.size()) {
      return this;
    }
    BuildSum.Tally tally = new BuildSum.Tally();
    theirs.forEach(each -> tally.add(deployment(each)));
    return new Build(id, repository, actor, from, to, tally.sum(), theirs);
  }
}

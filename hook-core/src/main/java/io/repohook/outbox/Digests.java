package io.repohook.outbox;

import io.repohook.channel.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What gathers for subscriptions that are told in digests.
 *
 * <p>The first event that gathers opens a digest. Once its time has come it is <em>sealed</em>, so
 * that the next event opens another; then it is rendered and <em>closed</em>: it has become a
 * delivery, and the rest is the outbox's. Any process may take these steps and die between them;
 * the next one goes on. Of all digests of a subscription an event is in one.
 *
 * <p>What belongs to somebody's build gathers in a digest of its own, whose time is put off by each
 * event that comes, and by who knows that more will.
 */
public interface Digests {
  /** More events than a person reads; a machine that needs each one takes no digest. */
  int MOST_LISTED = 1_000;

  /** A build is told after so long even if it goes on: a machine may deploy all day. */
  Duration LONGEST_BUILD = Duration.ofHours(1);

  /** Many receivers refuse larger bodies; also, a digest is in memory while it is rendered. */
  int MOST_LISTED_BYTES = 4 << 20;

  /**
   * Seals the digests whose time has come.
   *
   * @return all that are to be rendered, the longest waiting first
   */
  List<Gathered> due(Instant now);

  /** All of one that is due. */
  Digest read(Gathered gathered);

  /**
   * Hands over every event of one that is due, in the order in which they gathered, as history
   * keeps it. Not those that are only counted.
   */
  void events(Gathered gathered, Consumer<byte[]> each);

  /**
   * Closes a build later; one that is sealed is left.
   *
   * @param until later than it closes now
   */
  void putOff(Gathered build, Instant until);

  /**
   * Makes it a delivery, or several; with none it is forgotten. A delivery that was made of it
   * before but could not be rendered is replaced.
   *
   * @return false when another process was first; nothing is then changed
   */
  boolean close(Gathered gathered, List<NewDelivery> deliveries, Instant now);

  /** When the next one is to be closed; empty when nothing gathers. */
  Optional<Instant> nextDue();

  /** Those that nothing has been sent of yet, the first to close first. */
  List<Gathered> open();
}

package io.repohook.outbox;

import io.repohook.channel.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Events and their deliveries, from the moment intake commits them to the moment they are finished.
 *
 * <p>A delivery is <em>held</em> (an earlier one of its lane goes first), <em>waiting</em> (due at
 * some time), <em>delivered</em> or <em>failed</em>. To send a waiting one, a dispatcher
 * <em>claims</em> it: a lease that ends by itself, so that a delivery whose dispatcher died is due
 * again. A dispatcher renews its claims while it works, and completes each with the attempt it
 * made.
 */
public interface Outbox {

  /** Whether what a spool file (or another origin) told has been committed before. */
  boolean holds(String origin);

  /** What a source remembers of a repository, as of the last commit. */
  SourceState state(String repository);

  /** The repositories of which a source remembers something, sorted. */
  List<String> repositories();

  /**
   * Commits everything that came of one spool file, or nothing.
   *
   * <p>An event or a delivery whose id is in the store already is left as it is.
   */
  void commit(Deposit deposit);

  /**
   * Leases deliveries that are due, oldest first for each endpoint.
   *
   * @param lease how long the claims hold unless renewed
   */
  List<Claim> claim(String dispatcher, Instant now, Duration lease, Capacity capacity);

  /** Makes claims hold until then. A claim that somebody else took over in the meantime is left. */
  void renew(Collection<Claim> claims, Instant until);

  /**
   * Records attempts together with what becomes of their deliveries.
   *
   * <p>Every attempt is recorded, also when its claim had run out and somebody else took it over;
   * the state of the delivery is then the other's to decide.
   */
  void complete(List<Completion> completions, Instant now);

  /** Gives claims back unfinished: they are due at once, and the try does not count. */
  void giveBack(Collection<Claim> claims, Instant now);

  /** When the next delivery is due; empty when none waits. */
  Optional<Instant> nextDue();

  /** The subscriptions whose endpoint said that it is gone, and why they are switched off. */
  Map<SubscriptionKey, Reason> disabled();

  /** Switches a subscription on again; false when it was not switched off. */
  boolean enable(SubscriptionKey subscription);
}

package io.repohook.dispatch;

import io.repohook.channel.Attempt;
import io.repohook.channel.Outcome;
import io.repohook.channel.Reason;
import io.repohook.outbox.Claim;
import io.repohook.outbox.Completion;
import io.repohook.outbox.Next;
import io.repohook.route.Router;
import io.repohook.route.Routes;
import io.repohook.route.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one attempt of a claimed delivery and says what becomes of it.
 *
 * <p>Thread-safe. Never throws: a delivery that trips over a fault of ours is retried like any
 * other.
 */
public final class Sender {
  private static final Logger log = LoggerFactory.getLogger(Sender.class);

  /**
   * A delivery that was claimed so often without one record of an attempt takes the program down
   * with it; it is set aside rather than tried for ever.
   */
  private static final int MAX_BARREN_CLAIMS = 20;

  /** By the default schedule a quarter of an hour: longer than a receiver takes to restart. */
  private static final int FAILING_AFTER = 5;

  /** What an endpoint says for good; the other reasons to fail at once are ours. */
  private static final Set<Reason> REFUSALS =
      EnumSet.of(Reason.REJECTED, Reason.NOT_FOUND, Reason.UNAUTHORIZED);

  /** A file that is being replaced may be looked at while it is empty: it is asked again first. */
  private static final int REMOVED_MEANWHILE = 2;

  private final Supplier<Routes> routes;
  private final Supplier<RetrySchedule> schedule;
  private final TroubleTeller trouble;
  private final InstantSource clock;
  private final RandomGenerator random;

  public Sender(
      Supplier<Routes> routes,
      Supplier<RetrySchedule> schedule,
      Router router,
      InstantSource clock,
      RandomGenerator random) {
    this.routes = routes;
    this.schedule = schedule;
    this.trouble = new TroubleTeller(router, clock);
    this.clock = clock;
    this.random = random;
  }

  /** Sends what was claimed; blocks for as long as the channel's timeout allows. */
  Completion send(Claim claim) {
    Attempt attempt = attempt(claim);
    if (attempt.outcome().reason() == Reason.GONE) {
      return gone(claim, attempt);
    }
    Next next = next(claim, attempt);
    return isTrouble(claim, attempt.outcome(), next)
        ? failing(claim, attempt, next)
        : new Completion(claim, attempt, next);
  }

  /**
   * Nothing is lost without telling: also a schedule that is shorter than that ends with it, and so
   * does what the endpoint refuses for good.
   */
  private static boolean isTrouble(Claim claim, Outcome outcome, Next next) {
    if (outcome instanceof Outcome.Retry) {
      return counted(claim) == FAILING_AFTER
          || (next instanceof Next.Failed && counted(claim) < FAILING_AFTER);
    }
    return outcome instanceof Outcome.Failed && REFUSALS.contains(outcome.reason());
  }

  private Completion failing(Claim claim, Attempt attempt, Next next) {
    try {
      return new Completion(
          claim,
          attempt,
          next,
          Optional.of(trouble.failing(claim, attempt.outcome().reason().wireName())));
    } catch (RuntimeException e) {
      log.error("cannot tell that {} is failing", claim.subscription(), e);
      return new Completion(claim, attempt, next);
    }
  }

  private Completion gone(Claim claim, Attempt attempt) {
    try {
      return new Completion(
          claim,
          attempt,
          new Next.Disabled(),
          Optional.of(
              trouble.disabled(claim, attempt.startedAt(), attempt.outcome().reason().wireName())));
    } catch (RuntimeException e) {
      // Nothing is switched off without telling: the endpoint is asked again, and says it again.
      log.error("cannot tell that {} is gone; asking it again", claim.subscription(), e);
      return new Completion(claim, attempt, again(claim, null));
    }
  }

  private Attempt attempt(Claim claim) {
    Instant startedAt = clock.instant();
    if (claim.barren() >= MAX_BARREN_CLAIMS) {
      return notSent(
          startedAt,
          new Outcome.Failed(Reason.ABANDONED),
          "claimed " + claim.barren() + " times without an attempt's record");
    }
    try {
      Optional<Subscription> subscription = routes.get().subscription(claim.subscription());
      if (subscription.isEmpty()) {
        return notSent(
            startedAt,
            counted(claim) <= REMOVED_MEANWHILE
                ? new Outcome.Retry(Reason.SUBSCRIPTION_REMOVED, null)
                : new Outcome.Failed(Reason.SUBSCRIPTION_REMOVED),
            "the configuration has no subscription '" + claim.subscription() + "' any more");
      }
      return subscription.get().channel().send(claim.message());
    } catch (Throwable e) { // An error too: a claim that never ends would be renewed for ever.
      log.error("delivery {} failed by a fault of ours", claim.message().id(), e);
      return notSent(startedAt, new Outcome.Retry(Reason.INTERNAL_ERROR, null), "see the log");
    }
  }

  private static Attempt notSent(Instant at, Outcome outcome, String detail) {
    return new Attempt(at, Duration.ZERO, outcome, null, detail);
  }

  private Next next(Claim claim, Attempt attempt) {
    if (attempt.outcome() instanceof Outcome.Delivered) {
      return new Next.Delivered();
    }
    if (attempt.outcome() instanceof Outcome.Retry retry) {
      return again(claim, retry.notBefore());
    }
    return new Next.Failed();
  }

  /** How many attempts the retry schedule has seen, with the one just made. */
  private static int counted(Claim claim) {
    return claim.attempts() + 1 - claim.scheduleFrom();
  }

  private Next again(Claim claim, @Nullable Duration asked) {
    return schedule
        .get()
        .next(counted(claim), clock.instant(), asked, random)
        .<Next>map(Next.RetryAt::new)
        .orElseGet(Next.Failed::new);
  }
}

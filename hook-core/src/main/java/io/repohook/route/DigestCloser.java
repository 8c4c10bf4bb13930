package io.repohook.route;

import io.repohook.channel.Channel;
import io.repohook.channel.Copy;
import io.repohook.channel.Reason;
import io.repohook.channel.UnrenderableException;
import io.repohook.outbox.Digests;
import io.repohook.outbox.Gathered;
import io.repohook.outbox.NewDelivery;
import io.repohook.outbox.StoreException;
import io.repohook.outbox.SubscriptionKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a delivery of what gathered, once its time has come, as the subscription is by then.
 *
 * <p>Several processes may do so at once; a digest becomes one delivery. What cannot be rendered
 * becomes one that has failed: it is kept and listed, and a redelivery renders it anew. Confined to
 * one thread.
 */
public final class DigestCloser {
  private static final Logger log = LoggerFactory.getLogger(DigestCloser.class);

  /** Digests of one subscription go out in the order in which they closed. */
  private static final String SUBJECT = "digest";

  /** A file that is being replaced may be looked at while it is empty. */
  private static final Duration REMOVED_MEANWHILE = Duration.ofSeconds(30);

  private final Digests digests;
  private final Supplier<Routes> routes;
  private final Supplier<Set<SubscriptionKey>> disabled;
  private final OpenBuilds builds;
  private final InstantSource clock;

  /**
   * @param disabled the subscriptions that are switched off because their endpoint is gone
   * @param deploying whether a client ({@link io.repohook.event.Actor#client}, the second word) is
   *     in the midst of a deploy to a repository (its name, the first): what it deployed before is
   *     then told later, together with that
   */
  public DigestCloser(
      Digests digests,
      Supplier<Routes> routes,
      Supplier<Set<SubscriptionKey>> disabled,
      BiPredicate<String, String> deploying,
      InstantSource clock) {
    this.digests = digests;
    this.routes = routes;
    this.disabled = disabled;
    this.builds = new OpenBuilds(digests, routes, deploying);
    this.clock = clock;
  }

  /**
   * Closes every digest whose time has come.
   *
   * @return whether there is something new to send
   */
  public boolean closeDue() {
    Instant now = clock.instant();
    builds.putOff(now);
    boolean any = false;
    for (Gathered each : digests.due(now)) {
      Optional<Subscription> subscription = routes.get().subscription(each.subscription());
      if (subscription.isPresent() || !now.isBefore(each.closes().plus(REMOVED_MEANWHILE))) {
        any |= digests.close(each, deliveries(each, subscription.orElse(null)), now);
      }
    }
    return any;
  }

  private List<NewDelivery> deliveries(Gathered gathered, @Nullable Subscription subscription) {
    if (subscription == null) {
      return failed(gathered, Reason.SUBSCRIPTION_REMOVED);
    }
    if (!gathered.isBuild() && !subscription.channelKey().equals(gathered.channel())) {
      log.warn(
          "{} gathered for '{}', and {} is '{}' by now",
          gathered.id(),
          gathered.channel(),
          gathered.subscription(),
          subscription.channelKey());
      return failed(gathered, Reason.UNRENDERABLE);
    }
    try {
      boolean off = disabled.get().contains(gathered.subscription());
      return copies(gathered, subscription.channel()).stream()
          .map(copy -> delivery(gathered, subscription, copy, off))
          .toList();
    } catch (StoreException e) {
      throw e; // The machine's; the next round may be luckier.
    } catch (UnrenderableException e) {
      log.warn("{} cannot be rendered: {}", gathered.id(), e.getMessage());
      return failed(gathered, Reason.UNRENDERABLE);
    } catch (RuntimeException e) {
      log.error("{} cannot be rendered", gathered.id(), e);
      return failed(gathered, Reason.INTERNAL_ERROR);
    }
  }

  private List<Copy> copies(Gathered gathered, Channel channel) throws UnrenderableException {
    return gathered.isBuild()
        ? channel.build(builds.read(gathered))
        : channel.digest(digests.read(gathered));
  }

  private static NewDelivery delivery(
      Gathered gathered, Subscription subscription, Copy copy, boolean off) {
    return new NewDelivery(
        Copy.deliveryId(gathered.id(), copy.recipient()),
        gathered.firstEvent(),
        gathered.subscription(),
        copy.recipient(),
        SUBJECT,
        subscription.ordered(),
        subscription.channel().endpoint(),
        subscription.channel().pace().orElse(null),
        copy.body(),
        off ? Reason.SUBSCRIPTION_DISABLED : null);
  }

  private static List<NewDelivery> failed(Gathered gathered, Reason reason) {
    return List.of(
        new NewDelivery(
            gathered.id(),
            gathered.firstEvent(),
            gathered.subscription(),
            "",
            SUBJECT,
            false,
            gathered.endpoint(),
            null,
            null,
            reason));
  }
}

package io.repohook.route;

import io.repohook.channel.Body;
import io.repohook.channel.Copy;
import io.repohook.channel.Reason;
import io.repohook.channel.UnrenderableException;
import io.repohook.event.Event;
import io.repohook.event.EventId;
import io.repohook.event.EventType;
import io.repohook.format.repohook.RepohookFormat;
import io.repohook.outbox.Deposit;
import io.repohook.outbox.NewDelivery;
import io.repohook.outbox.NewEvent;
import io.repohook.outbox.NewGathering;
import io.repohook.outbox.SubscriptionKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns events into deliveries: decides who wants each one and renders what is sent.
 *
 * <p>Thread-safe; reads the routes anew for each call, so that a changed configuration counts for
 * the next spool file.
 */
public final class Router {
  private static final Logger log = LoggerFactory.getLogger(Router.class);

  private final Supplier<Routes> routes;
  private final Supplier<Set<SubscriptionKey>> disabled;
  private final RepohookFormat history = new RepohookFormat();

  /**
   * @param disabled the subscriptions that are switched off because their endpoint is gone
   */
  public Router(Supplier<Routes> routes, Supplier<Set<SubscriptionKey>> disabled) {
    this.routes = routes;
    this.disabled = disabled;
  }

  /** The subscriptions of a repository, as the configuration is now. */
  public List<Subscription> subscriptions(String repository) {
    return routes.get().subscriptions(repository);
  }

  /** The accounts that may report for a repository besides those that may push to it. */
  public Set<String> acceptFrom(String repository) {
    return routes.get().acceptFrom(repository);
  }

  /**
   * What is to be committed for these events of one repository. A download is recorded if somebody
   * is told of it at once; else it is counted by those that want it, and nothing is left of it.
   */
  public Deposit route(
      String origin,
      Instant at,
      String repository,
      List<Event> events,
      Map<String, Optional<String>> stateChanges) {
    return route(origin, at, repository, events, stateChanges, Map.of());
  }

  /**
   * As without them.
   *
   * @param audiences by id of an event: the only subscriptions that may get it
   */
  public Deposit route(
      String origin,
      Instant at,
      String repository,
      List<Event> events,
      Map<String, Optional<String>> stateChanges,
      Map<String, Set<SubscriptionKey>> audiences) {
    Routes current = routes.get();
    Set<SubscriptionKey> off = disabled.get();
    List<NewEvent> told = new ArrayList<>();
    List<NewDelivery> deliveries = new ArrayList<>();
    List<NewGathering> gatherings = new ArrayList<>();
    Counter counter = new Counter(this::recorded);
    for (Event event : events) {
      boolean recorded = event.type() != EventType.ARTIFACT_DOWNLOADED;
      Set<SubscriptionKey> audience = audiences.get(event.id());
      for (Decision decision :
          audience == null ? current.decide(event) : current.decide(event, audience)) {
        if (decision.wanted()) {
          Subscription subscription = decision.subscription();
          if (counter.count(event, subscription)) {
            continue;
          }
          recorded = true;
          Gatherer.gather(event, subscription)
              .ifPresentOrElse(
                  gatherings::add, () -> deliveries.addAll(deliveries(event, subscription, off)));
        }
      }
      if (recorded) {
        told.add(recorded(event));
      }
    }
    return new Deposit(
        origin,
        at,
        repository,
        told,
        deliveries,
        gatherings,
        counter.countings(),
        stateChanges,
        Map.of());
  }

  private NewEvent recorded(Event event) {
    return new NewEvent(event, history.render(event).bytes());
  }

  /** One delivery for each recipient; a single one, which has failed, where nothing can be sent. */
  private static List<NewDelivery> deliveries(
      Event event, Subscription subscription, Set<SubscriptionKey> off) {
    SubscriptionKey key = subscription.key();
    @Nullable Reason failed = off.contains(key) ? Reason.SUBSCRIPTION_DISABLED : null;
    try {
      List<NewDelivery> deliveries = new ArrayList<>();
      for (Copy copy : subscription.channel().render(event)) {
        deliveries.add(delivery(event, subscription, copy.recipient(), copy.body(), failed));
      }
      return deliveries;
    } catch (UnrenderableException e) {
      failed = Reason.UNRENDERABLE;
      log.warn("{} cannot be rendered for {}: {}", event.id(), key, e.getMessage());
    } catch (RuntimeException e) {
      // One subscription's rendering must not cost the others their delivery.
      failed = Reason.INTERNAL_ERROR;
      log.error("{} cannot be rendered for {}", event.id(), key, e);
    }
    return List.of(delivery(event, subscription, "", null, failed));
  }

  private static NewDelivery delivery(
      Event event,
      Subscription subscription,
      String recipient,
      @Nullable Body body,
      @Nullable Reason failed) {
    SubscriptionKey key = subscription.key();
    return new NewDelivery(
        Copy.deliveryId(EventId.delivery(event.id(), key.repository(), key.alias()), recipient),
        event.id(),
        key,
        recipient,
        event.data().subject(),
        subscription.ordered(),
        subscription.channel().endpoint(),
        subscription.channel().pace().orElse(null),
        body,
        failed);
  }
}

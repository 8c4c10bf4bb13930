package io.repohook.route;

import io.repohook.channel.ChannelType;
import io.repohook.channel.RepositorySettings;
import io.repohook.config.ConfigTree;
import io.repohook.config.Place;
import io.repohook.config.Section;
import io.repohook.event.EndpointTrouble;
import io.repohook.event.Event;
import io.repohook.event.EventData;
import io.repohook.event.EventType;
import io.repohook.event.Ping;
import io.repohook.outbox.SubscriptionKey;
import io.repohook.route.filter.Filter;
import io.repohook.route.filter.Skipping;
import io.repohook.route.filter.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The subscriptions of every repository, as one reading of the configuration has them.
 *
 * <p>Never changes; a changed configuration makes another one. Thread-safe.
 */
public final class Routes {
  private static final String BRANCHES = "branches";

  private final ConfigTree tree;
  private final SubscriptionReader reader;
  private final RepositoryNames names;
  private final Map<String, Told> byRepository = new ConcurrentHashMap<>();

  /**
   * What the files say of a repository.
   *
   * @param job what its jobs' details have by default
   */
  private record Told(
      List<Subscription> subscriptions, Set<String> acceptFrom, Map<String, Object> job) {}

  private Routes(ConfigTree tree, List<ChannelType> channels, RepositoryNames names) {
    this.tree = tree;
    this.reader = new SubscriptionReader(channels);
    this.names = names;
  }

  /** Reads and checks the subscriptions of every repository; the tree then holds the problems. */
  public static Routes read(ConfigTree tree, List<ChannelType> channels, RepositoryNames names) {
    Routes routes = new Routes(tree, channels, names);
    tree.repositories().forEach(routes::told);
    // Also what no repository inherits yet is checked: it will be inherited some day.
    tree.folders().forEach(folder -> routes.read(folder + "*"));
    return routes;
  }

  /** The repositories by path and by name. */
  public RepositoryNames names() {
    return names;
  }

  /** The names of the repositories that have a file of their own. */
  public Set<String> configured() {
    return tree.repositories();
  }

  /** The subscriptions of a repository, inherited ones too, in the order of the files. */
  public List<Subscription> subscriptions(String repository) {
    return told(repository).subscriptions();
  }

  /** The accounts that its files let report for a repository. */
  public Set<String> acceptFrom(String repository) {
    return told(repository).acceptFrom();
  }

  /**
   * What its files say of each job of a repository: texts, lists and mappings, by name, in the
   * order of the files.
   */
  public Map<String, Object> jobDetails(String repository) {
    return told(repository).job();
  }

  private Told told(String repository) {
    Told known = byRepository.get(repository);
    if (known != null) {
      return known;
    }
    synchronized (tree) { // A tree is confined to one thread at a time.
      return byRepository.computeIfAbsent(repository, this::read);
    }
  }

  /** The aliases that files above a repository's own give it, right or wrong, and where. */
  public Map<String, Place> inheritedAliases(String repository) {
    synchronized (tree) { // A tree is confined to one thread at a time.
      Map<String, Place> places = new LinkedHashMap<>();
      tree.repository(repository.substring(0, repository.lastIndexOf('/') + 1) + "*")
          .sections("subscriptions")
          .forEach((alias, section) -> places.put(alias, section.place()));
      return places;
    }
  }

  /** Whether the files leave a subscription on, also one that is wrong in another way. */
  public boolean isOn(SubscriptionKey key) {
    synchronized (tree) {
      return Optional.ofNullable(
              tree.repository(key.repository()).sections("subscriptions").get(key.alias()))
          .flatMap(section -> section.flag("enabled"))
          .orElse(true);
    }
  }

  public Optional<Subscription> subscription(SubscriptionKey key) {
    return subscriptions(key.repository()).stream()
        .filter(each -> each.key().equals(key))
        .findFirst();
  }

  /** What becomes of an event, for every subscription of its repository. */
  public List<Decision> decide(Event event) {
    return subscriptions(event.repository().name()).stream()
        .map(subscription -> decide(subscription, event))
        .toList();
  }

  /**
   * As {@link #decide(Event)}, of an event that its source tells to some subscriptions only: the
   * branches of the others have its commit already, or will.
   */
  public List<Decision> decide(Event event, Set<SubscriptionKey> audience) {
    return decide(event).stream()
        .map(
            decision ->
                !decision.wanted() || audience.contains(decision.subscription().key())
                    ? decision
                    : new Decision(
                        decision.subscription(),
                        false,
                        BRANCHES,
                        decision.subscription().place(),
                        "a branch that it wants had the commit before"))
        .toList();
  }

  private static Decision decide(Subscription subscription, Event event) {
    if (!subscription.enabled()) {
      return new Decision(
          subscription, false, "enabled", subscription.switchedPlace(), "it is switched off");
    }
    if (!concerns(subscription.key().alias(), event.data())) {
      return no(subscription, "alias", "it concerns another subscription");
    }
    if (event.type() == EventType.PING) {
      return new Decision(subscription, true, "alias", subscription.place(), "it was asked for");
    }
    Verdict chosen = subscription.choice().judge(event.type());
    if (!chosen.admits()) {
      return new Decision(subscription, "events", chosen);
    }
    Optional<Skipping.Skipped> skipped =
        subscription.skipping().judge(event, subscription.key().alias());
    if (skipped.isPresent()) {
      return new Decision(subscription, skipped.get().rule(), skipped.get().verdict());
    }
    if (!subscription.channel().says(event.type())) {
      return no(subscription, "format", "its format has no words for " + event.type().wireName());
    }
    for (Filter filter : subscription.filters()) {
      Verdict verdict = filter.judge(event);
      if (!verdict.admits()) {
        return new Decision(subscription, filter.key(), verdict);
      }
    }
    if (!subscription.channel().concerns(event)) {
      return no(subscription, "recipients", "none of its recipients is for this event");
    }
    return new Decision(subscription, "events", chosen);
  }

  private static Decision no(Subscription subscription, String rule, String because) {
    return new Decision(subscription, false, rule, subscription.place(), because);
  }

  /** A ping is for the subscription it names; an endpoint's trouble is for all but that one. */
  private static boolean concerns(String alias, EventData data) {
    if (data instanceof Ping ping) {
      return ping.alias().equals(alias);
    }
    return !(data instanceof EndpointTrouble trouble) || !trouble.alias().equals(alias);
  }

  private Told read(String repository) {
    Section section = tree.repository(repository);
    section.text("git"); // Read by RepositoryNames.
    section.has("artifacts"); // Read by whoever listens to them.
    RepositorySettings settings = RepositorySettings.read(repository, section);
    Set<String> acceptFrom = Set.copyOf(section.texts("accept_from"));
    Map<String, Object> job = section.values("job");
    List<Subscription> read = new ArrayList<>();
    section
        .sections("subscriptions")
        .forEach((alias, each) -> reader.read(settings, alias, each).ifPresent(read::add));
    section.finish();
    return new Told(List.copyOf(read), acceptFrom, job);
  }
}

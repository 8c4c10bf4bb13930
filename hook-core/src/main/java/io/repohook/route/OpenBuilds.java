package io.repohook.route;

import io.repohook.channel.Build;
import io.repohook.channel.BuildSum;
import io.repohook.event.Actor;
import io.repohook.event.Event;
import io.repohook.format.repohook.EventReader;
import io.repohook.outbox.Digests;
import io.repohook.outbox.Gathered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The builds of which nothing has been told yet.
 *
 * <p>Nothing on the wire says that a build has come to its end. What is known is that an account
 * has begun a deploy and not finished it: until that is told, complete or not, its build goes on.
 */
final class OpenBuilds {
  private final Digests digests;
  private final Supplier<Routes> routes;
  private final BiPredicate<String, String> deploying;

  /**
   * @param deploying see {@link DigestCloser}
   */
  OpenBuilds(Digests digests, Supplier<Routes> routes, BiPredicate<String, String> deploying) {
    this.digests = digests;
    this.routes = routes;
    this.deploying = deploying;
  }

  /** Puts off those whose time has come, but whose account is in the midst of another deploy. */
  void putOff(Instant now) {
    if (digests.nextDue().filter(next -> !next.isAfter(now)).isEmpty()) {
      return;
    }
    for (Gathered each : digests.open()) {
      if (!each.isBuild() || each.closes().isAfter(now)) {
        continue;
      }
      Instant later = later(each, now);
      if (later.isAfter(now) && deploying.test(each.subscription().repository(), each.build())) {
        digests.putOff(each, later);
      }
    }
  }

  /** After another silence; but never for ever, as a machine may deploy all day. */
  private Instant later(Gathered build, Instant now) {
    Duration silence =
        routes
            .get()
            .subscription(build.subscription())
            .flatMap(Subscription::build)
            .orElse(Duration.ZERO);
    Instant later = now.plus(silence);
    Instant last =
        build
            .opened()
            .plus(silence.compareTo(Digests.LONGEST_BUILD) > 0 ? silence : Digests.LONGEST_BUILD);
    return later.isBefore(last) ? later : last;
  }

  /** All of one that is to be told. */
  Build read(Gathered gathered) {
    BuildSum.Tally tally = new BuildSum.Tally();
    List<Event> listed = new ArrayList<>();
    Room room = new Room();
    Who who = new Who();
    digests.events(
        gathered,
        body -> {
          Event event = EventReader.read(body);
          tally.add(Build.deployment(event));
          who.add(event.actor());
          if (room.takes(body.length)) {
            listed.add(event);
          }
        });
    return new Build(
        gathered.id(),
        listed.get(0).repository(),
        who.actor(),
        gathered.opened(),
        gathered.closes(),
        tally.sum(),
        listed);
  }

  /** What one message may list: the first ones, and always one. */
  private static final class Room {
    private int events;
    private long bytes;
    private boolean full;

    boolean takes(int size) {
      bytes += size;
      full |= events >= Digests.MOST_LISTED || (events > 0 && bytes > Digests.MOST_LISTED_BYTES);
      events++;
      return !full;
    }
  }

  /** Who deployed all of it: the address only where it was one. */
  private static final class Who {
    private @Nullable Actor first;
    private boolean one = true;

    void add(Actor actor) {
      first = Optional.ofNullable(first).orElse(actor);
      one &= Objects.equals(first.address(), actor.address());
    }

    Actor actor() {
      Actor known = Objects.requireNonNull(first);
      return one ? known : new Actor(known.name(), known.email(), null);
    }
  }
}

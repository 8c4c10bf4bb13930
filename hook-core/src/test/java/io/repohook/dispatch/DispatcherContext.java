package io.repohook.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.config.ConfigLoader;
import io.repohook.config.ConfigTree;
import io.repohook.event.Actor;
import io.repohook.event.Change;
import io.repohook.event.Event;
import io.repohook.event.EventId;
import io.repohook.event.Push;
import io.repohook.event.Repository;
import io.repohook.outbox.Completion;
import io.repohook.outbox.Delivery;
import io.repohook.outbox.Outbox;
import io.repohook.outbox.Query;
import io.repohook.outbox.Store;
import io.repohook.outbox.sqlite.SqliteStore;
import io.repohook.route.RepositoryNames;
import io.repohook.route.Router;
import io.repohook.route.Routes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A dispatcher on a real store, with a channel that does as it is told and a clock that is set. */
abstract class DispatcherContext {
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir Path folder;
  final ScriptedChannel.Script script = new ScriptedChannel.Script();
  final BlockingQueue<Completion> recorded = new LinkedBlockingQueue<>();
  volatile Instant now = NOON;
  volatile Routes routes;
  Store store;
  Router router;
  Dispatcher dispatcher;

  @BeforeEach
  void wire() throws IOException {
    store = SqliteStore.open(folder.resolve("test.db"));
    routes = routes("  ci: {script: a}\n");
    router = new Router(() -> routes, () -> store.outbox().disabled().keySet());
    dispatcher = dispatcher(store.outbox(), router, Duration.ofSeconds(30), recorded::add);
  }

  /** Its patience is by the clock of the test, which stands still unless somebody sets it. */
  @AfterEach
  void close() throws InterruptedException {
    Thread closer = new Thread(dispatcher::close);
    closer.start();
    for (int i = 0; i < 20 && closer.isAlive(); i++) {
      closer.join(1000);
      now = now.plusSeconds(60);
    }
    assertThat(closer.isAlive()).as("closing ends").isFalse();
    store.close();
  }

  Dispatcher dispatcher(
      Outbox outbox, Router router, Duration patience, Consumer<Completion> observer) {
    RetrySchedule schedule =
        new RetrySchedule(List.of(Duration.ofSeconds(10), Duration.ofSeconds(60)));
    return new Dispatcher(
        "test",
        outbox,
        new Sender(() -> routes, () -> schedule, router, () -> now, new Random(1)),
        new Dispatcher.Limits(8, 2, patience),
        () -> now,
        observer);
  }

  Routes routes(String subscriptions) throws IOException {
    Path config = folder.resolve("config");
    Files.createDirectories(config.resolve("repositories"));
    Files.writeString(config.resolve("repohook.yaml"), "");
    Files.writeString(
        config.resolve("repositories/ocean.yaml"), "subscriptions:\n" + subscriptions);
    ConfigTree tree = ConfigLoader.load(config, Map.of());
    Routes read = Routes.read(tree, List.of(script), RepositoryNames.read(tree, List.of()));
    assertThat(tree.problems().errors()).isEmpty();
    return read;
  }

  void push(String name) {
    Push push =
        new Push(
            "refs/heads/" + name,
            Change.UPDATED,
            "a",
            "b",
            List.of(),
            0,
            0,
            0,
            false,
            null,
            List.of(),
            null,
            false);
    Event event =
        new Event(EventId.event(name), NOON, Repository.git("ocean"), Actor.UNKNOWN, push);
    store.outbox().commit(router.route(name, now, "ocean", List.of(event), Map.of()));
    dispatcher.wake();
  }

  Completion nextRecord() throws InterruptedException {
    Completion next = recorded.poll(30, TimeUnit.SECONDS);
    assertThat(next).as("an attempt was recorded").isNotNull();
    return next;
  }

  Delivery only() {
    return store.history().deliveries(Query.all(1)).get(0);
  }

  static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.repohook.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.config.ConfigLoader;
import io.repohook.config.ConfigTree;
import io.repohook.config.ServerSettings;
import io.repohook.dispatch.Dispatcher;
import io.repohook.dispatch.RetrySchedule;
import io.repohook.dispatch.Sender;
import io.repohook.event.Event;
import io.repohook.outbox.Completion;
import io.repohook.outbox.Delivery;
import io.repohook.outbox.Query;
import io.repohook.outbox.Store;
import io.repohook.outbox.sqlite.SqliteStore;
import io.repohook.route.RepositoryNames;
import io.repohook.route.Router;
import io.repohook.route.Routes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the event to the mail server, by way of a real store. */
class EmailFlowTest {
  @TempDir Path folder;

  @Test
  void oneOfThreeThatIsRefusedAndOneThatIsDeferredCostTheThirdNoSecondMail() throws Exception {
    AtomicInteger toBob = new AtomicInteger();
    try (RawMailServer server =
        new RawMailServer(
            command -> {
              if (command.startsWith("RCPT TO:<bob@")) {
                return toBob.incrementAndGet() == 1 ? "450 4.2.0 greylisted" : null;
              }
              return command.startsWith("RCPT TO:<carol@") ? "550 5.1.1 unknown" : null;
            })) {
      List<String> deliveries =
          deliver(server, "[alice@example.com, bob@example.com, carol@example.com]", 4);

      assertThat(deliveries)
          .containsExactlyInAnyOrder(
              "alice@example.com DELIVERED delivered 1",
              "bob@example.com DELIVERED delivered 2",
              "carol@example.com FAILED rejected 1");
      assertThat(server.commands().stream().filter(each -> each.startsWith("RCPT")))
          .containsExactlyInAnyOrder(
              "RCPT TO:<alice@example.com>",
              "RCPT TO:<bob@example.com>",
              "RCPT TO:<bob@example.com>",
              "RCPT TO:<carol@example.com>");
      assertThat(server.mails()).hasSize(2);
    }
  }

  @Test
  void mailWhoseEndWasNotAnsweredComesAgainAsTheSame() throws Exception {
    AtomicInteger dots = new AtomicInteger();
    try (RawMailServer server =
        new RawMailServer(
            command ->
                command.equals(RawMailServer.DOT) && dots.incrementAndGet() == 1
                    ? RawMailServer.CLOSE
                    : null)) {
      List<String> deliveries = deliver(server, "[alice@example.com]", 2);

      assertThat(deliveries).containsExactly("alice@example.com DELIVERED delivered 2");
      assertThat(server.mails()).hasSize(2);
      assertThat(server.mails().get(0)).contains("\r\nMessage-ID: <evt_");
      assertThat(server.mails().get(1)).isEqualTo(server.mails().get(0));
    }
  }

  private static String shown(Delivery delivery) {
    return "%s %s %s %d"
        .formatted(delivery.recipient(), delivery.state(), delivery.reason(), delivery.attempts());
  }

  /** Routes one push and waits for so many attempts; what became of the deliveries then. */
  private List<String> deliver(RawMailServer server, String recipients, int attempts)
      throws Exception {
    BlockingQueue<Completion> recorded = new LinkedBlockingQueue<>();
    InstantSource clock = InstantSource.system();
    try (EmailFixture fixture = new EmailFixture(folder.resolve("config"));
        Store store = SqliteStore.open(folder.resolve("test.db"))) {
      fixture.write(
          "repohook.yaml",
          "smtp: {host: 127.0.0.1, from: repohook@example.com, port: " + server.port() + "}\n");
      fixture.write(
          "repositories/earthmover/ocean.yaml",
          "subscriptions: {people: {email: " + recipients + "}}\n");
      ConfigTree tree = ConfigLoader.load(folder.resolve("config"), Map.of());
      ServerSettings settings = ServerSettings.read(tree.server(), folder);
      Routes routes =
          Routes.read(tree, List.of(fixture.type(settings)), RepositoryNames.read(tree, List.of()));
      assertThat(tree.problems().all()).isEmpty();
      Router router = new Router(() -> routes, Set::of);
      RetrySchedule schedule = new RetrySchedule(List.of(Duration.ofMillis(50)));
      Sender sender = new Sender(() -> routes, () -> schedule, router, clock, new Random(1));
      try (Dispatcher dispatcher =
          new Dispatcher(
              "test",
              store.outbox(),
              sender,
              new Dispatcher.Limits(8, 8, Duration.ofSeconds(30)),
              clock,
              recorded::add)) {
        dispatcher.start();
        Event event = MailEvents.event(MailEvents.push("refs/heads/main", "x"));
        store
            .outbox()
            .commit(
                router.route("one", clock.instant(), "earthmover/ocean", List.of(event), Map.of()));
        dispatcher.wake();
        for (int i = 0; i < attempts; i++) {
          assertThat(recorded.poll(60, TimeUnit.SECONDS)).as("attempt " + i).isNotNull();
        }
      }
      return store.history().deliveries(Query.all(9)).stream().map(EmailFlowTest::shown).toList();
    }
  }
}

package io.repohook.cli;

import io.repohook.channel.http.HttpClients;
import io.repohook.config.Problem;
import io.repohook.outbox.Backlog;
import io.repohook.outbox.DeliveryState;
import io.repohook.outbox.Gathered;
import io.repohook.outbox.NoticeBoard.Notice;
import io.repohook.outbox.Store;
import io.repohook.server.Configuration;
import io.repohook.server.Stores;
import io.repohook.spool.Spool;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Shows how everything is. */
@Command(
    description = "Show how the server, the configuration and the deliveries are.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  /** A server posts every few seconds; one that has not for so long is gone. */
  private static final Duration BELIEVED = Duration.ofSeconds(20);

  private static final JsonMapper JSON = new JsonMapper();

  private final Terminal terminal;
  @Mixin private final Setup setup;
  @Mixin private final Listing listing = new Listing();

  StatusCommand(Terminal terminal) {
    this.terminal = terminal;
    this.setup = new Setup(terminal);
  }

  @Override
  public Integer call() throws Exception {
    try (HttpClients http = setup.http()) {
      // Also with errors: then above all somebody wants to know.
      Configuration configuration = setup.read(http);
      Map<String, @Nullable Object> facts = new LinkedHashMap<>();
      facts.put("configuration", configuration.isSound() ? "right" : "wrong");
      facts.put("problems", lines(configuration.problems().errors()));
      boolean running = false;
      if (Files.exists(Stores.file(configuration.server().store()))) {
        try (Store store = Setup.store(configuration.server())) {
          running = describe(store, facts);
        }
      }
      spool(configuration, facts);
      tell(facts);
      return running && configuration.isSound() ? Cli.DONE : Cli.FAILED;
    }
  }

  private boolean describe(Store store, Map<String, @Nullable Object> facts) {
    Instant now = setup.clock().instant();
    List<JsonNode> servers =
        store.noticeBoard().notices().stream()
            .filter(each -> each.at().isAfter(now.minus(BELIEVED)))
            .map(Notice::text)
            .map(JSON::readTree)
            .toList();
    facts.put("server", servers.isEmpty() ? "not running" : "running");
    if (!servers.isEmpty()) {
      JsonNode server = servers.get(0);
      facts.put("since", server.path("startedAt").asString());
      facts.put("listening", server.path("listening").asString());
      facts.put("held_repositories", server.path("held"));
      if (!server.path("rejected").isEmpty()) {
        facts.put("in_force", "the last configuration that was right");
      }
    }
    Backlog backlog = store.history().backlog(now);
    for (DeliveryState state : DeliveryState.values()) {
      facts.put(state.wireName(), backlog.count(state));
    }
    Instant oldest = backlog.oldestDue();
    facts.put("lag_ms", oldest == null ? 0L : Duration.between(oldest, now).toMillis());
    List<Gathered> open = store.digests().open();
    facts.put("open_digests", open.size());
    facts.put("gathered_events", open.stream().mapToLong(Gathered::events).sum());
    Map<String, String> off = new LinkedHashMap<>();
    store.outbox().disabled().forEach((key, reason) -> off.put(key.toString(), reason.wireName()));
    facts.put("switched_off", off);
    return !servers.isEmpty();
  }

  private void spool(Configuration configuration, Map<String, @Nullable Object> facts)
      throws Exception {
    Spool spool = new Spool(configuration.server().spool());
    if (Files.isReadable(spool.folder())) {
      facts.put("spooled", spool.ready(setup.clock().instant()).size());
      facts.put("quarantined", spool.quarantined());
    }
  }

  private static List<String> lines(List<Problem> problems) {
    return problems.stream().map(Problem::toString).toList();
  }

  private void tell(Map<String, @Nullable Object> facts) {
    if (listing.isJson()) {
      Listing.print(terminal, facts);
      return;
    }
    facts.forEach(
        (key, value) -> {
          if (value instanceof List<?> list) {
            list.forEach(each -> terminal.out().println("  " + each));
          } else if (value instanceof Map<?, ?> map) {
            map.forEach((name, each) -> terminal.out().printf("%-14s %s: %s%n", key, name, each));
          } else if (value instanceof JsonNode node) {
            node.properties()
                .forEach(
                    each ->
                        terminal
                            .out()
                            .printf(
                                "%-14s %s: %s%n", key, each.getKey(), each.getValue().asString()));
          } else {
            terminal.out().printf("%-14s %s%n", key.replace('_', ' '), value);
          }
        });
  }
}

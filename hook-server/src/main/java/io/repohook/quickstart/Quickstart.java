package io.repohook.quickstart;

import io.repohook.channel.http.HttpClients;
import io.repohook.git.install.HookInstaller;
import io.repohook.outbox.Store;
import io.repohook.quickstart.Receiver.Arrival;
import io.repohook.server.LiveConfiguration;
import io.repohook.server.Serve;
import io.repohook.server.Stores;
import io.repohook.spool.Spool;
import io.repohook.spool.SpoolWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Shows everything working, with nothing made up: a git repository with the hook, the server, a
 * receiver that checks signatures, and real pushes.
 */
public final class Quickstart {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** How soon it ends when it is told to stop. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private final DataFolder data;
  private final PrintWriter out;
  private final Map<String, String> environment;
  private volatile boolean stopping;

  public Quickstart(Path folder, PrintWriter out, Map<String, String> environment) {
    this.data = new DataFolder(folder);
    this.out = out;
    this.environment = environment;
  }

  /**
   * Runs the demonstration.
   *
   * @param once whether to stop after it; otherwise it stays until {@link #stop}
   * @return whether everything that was expected arrived
   */
  public boolean run(boolean once) throws Exception {
    say("Setting up in " + data.path());
    data.begin();
    InstantSource clock = InstantSource.system();
    try (Receiver receiver = Receiver.open();
        HttpClients http = new HttpClients(8, clock)) {
      receiver.trust(data.configure(receiver.url()));
      makeRepository();
      LiveConfiguration configuration =
          LiveConfiguration.open(data.config(), environment, http, clock);
      try (Store store = Stores.open(configuration.server().store())) {
        Serve serve = new Serve(configuration, store, clock);
        Thread server = new Thread(() -> serve(serve), "serve");
        server.start();
        try {
          serve.awaitStarted();
          say("The server runs; a receiver listens on " + receiver.url());
          boolean arrived = demonstrate(receiver);
          if (!once) {
            suggest();
            stay(receiver);
          }
          return arrived;
        } finally {
          serve.stop();
          server.join();
        }
      }
    }
  }

  private static void serve(Serve serve) {
    try {
      serve.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void makeRepository() throws IOException, InterruptedException {
    Files.createDirectories(data.repository().getParent());
    Git.run(data.path(), "init", "-q", "--bare", "-b", "main", data.repository().toString());
    Path spool = Spool.create(data.spool()).folder();
    new HookInstaller(spool, new SpoolWriter(spool)).install(data.repository());
    Git.run(data.path(), "init", "-q", "-b", "main", data.work().toString());
    Git.run(data.work(), "remote", "add", "origin", data.repository().toString());
    Git.run(data.work(), "config", "user.name", "Quick Start");
    Git.run(data.work(), "config", "user.email", "quickstart@example.com");
    say("A bare repository with the hook: " + data.repository());
  }

  private boolean demonstrate(Receiver receiver) throws IOException, InterruptedException {
    commit("README.md", "# Hello\n", "Say hello");
    commit("hello.txt", "Hello, world.\n", "Greet the world");
    say("");
    say("$ git push origin main");
    Instant pushed = Instant.now();
    Git.run(data.work(), "push", "-q", "origin", "main");
    boolean first = expect(1, receiver, pushed);

    Git.run(data.work(), "checkout", "-q", "-b", "feature");
    commit("hello.txt", "Hello, everybody.\n", "Greet everybody");
    Git.run(data.work(), "tag", "-a", "v1.0", "-m", "The first release");
    say("");
    say("$ git push origin feature v1.0");
    pushed = Instant.now();
    Git.run(data.work(), "push", "-q", "origin", "feature", "v1.0");
    boolean second = expect(2, receiver, pushed);
    Git.run(data.work(), "checkout", "-q", "main");
    return first && second;
  }

  private void commit(String file, String text, String message)
      throws IOException, InterruptedException {
    Files.writeString(data.work().resolve(file), text);
    Git.run(data.work(), "add", file);
    Git.run(data.work(), "commit", "-q", "--no-verify", "-m", message);
  }

  private boolean expect(int count, Receiver receiver, Instant pushed) throws InterruptedException {
    Instant deadline = pushed.plus(PATIENCE);
    for (int i = 0; i < count; i++) {
      Arrival arrival = next(receiver, deadline);
      if (arrival == null) {
        say("  nothing arrived within " + PATIENCE.toSeconds() + " seconds");
        return false;
      }
      show(arrival);
      say("    " + Duration.between(pushed, arrival.at()).toMillis() + " ms after the push began");
    }
    return true;
  }

  private void show(Arrival arrival) {
    JsonNode event = arrival.event();
    JsonNode told = event.path("data");
    say(
        "  POST %s  %s %s, by %s; signature checked"
            .formatted(
                event.path("type").asString(),
                told.path("ref").asString(),
                told.path("change").asString(),
                event.path("actor").path("name").asString("somebody")));
    for (JsonNode commit : told.path("commits")) {
      say(
          "    %s %s"
              .formatted(
                  commit.path("id").asString().substring(0, 7),
                  commit.path("message").asString().lines().findFirst().orElse("")));
    }
    if (told.path("message").isString()) {
      say("    " + told.path("message").asString().strip());
    }
    say("    " + arrival.id());
  }

  private void suggest() {
    String program = System.getProperty("repohook.program", "repohook");
    say("");
    say("It stays up; end it with Ctrl-C. What to try next, in another terminal:");
    say("");
    say("  cd " + data.work());
    say("  git commit --allow-empty -m 'Try it' && git push origin main");
    say("");
    say("  export REPOHOOK_CONFIG=" + data.config());
    say("  " + program + " deliveries");
    say("  " + program + " test " + DataFolder.REPOSITORY + " " + DataFolder.ALIAS);
    say("  " + program + " status");
    say("");
    say("The configuration is in " + data.config() + "; changes count at once.");
    say("");
  }

  private void stay(Receiver receiver) throws InterruptedException {
    for (Arrival each = next(receiver, Instant.MAX);
        each != null;
        each = next(receiver, Instant.MAX)) {
      show(each);
    }
  }

  /** What arrives next, or null when it is too late or time to stop. */
  private @Nullable Arrival next(Receiver receiver, Instant deadline) throws InterruptedException {
    while (!stopping && Instant.now().isBefore(deadline)) {
      Arrival arrival = receiver.arrivals().poll(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
      if (arrival != null) {
        return arrival;
      }
    }
    return null;
  }

  /** Makes {@link #run} return soon; for any thread. */
  public void stop() {
    stopping = true;
  }

  private void say(String line) {
    out.println(line);
  }
}

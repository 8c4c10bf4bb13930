package io.repohook.quickstart;

import io.repohook.channel.http.HttpClients;
import io.repohook.outbox.Store;
import io.repohook.server.LiveConfiguration;
import io.repohook.server.Serve;
import io.repohook.server.Stores;
import io.repohook.server.UnusableConfigurationException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Shows everything working, with nothing made up: the server, receivers of every kind that check
 * signatures, and each {@link Part} of what happens.
 */
public final class Quickstart {
  private final DataFolder data;
  private final Map<String, String> environment;
  private final String program;
  private final Mailbox mailbox = new Mailbox();
  private final Arrivals arrivals = new Arrivals(mailbox);
  private final Stage stage;
  private Map<String, URI> repositories = Map.of();
  private volatile boolean stopping;

  /**
   * A demonstration at rest.
   *
   * @param program the program as a file that can be run
   */
  public Quickstart(Path folder, PrintWriter out, Map<String, String> environment, String program) {
    this.data = new DataFolder(folder);
    this.environment = environment;
    this.program = program;
    this.stage = new Stage(out, arrivals);
  }

  private List<Part> parts(Receiver receiver) {
    return List.of(
        new Pushes(data, receiver),
        new FailingJob(data, program),
        new Artifacts(data, receiver, this::artifacts, environment, () -> stopping));
  }

  /**
   * Runs the demonstration.
   *
   * @param once whether to stop after it; otherwise it stays until {@link #stop}
   * @return whether everything that was expected arrived
   */
  public boolean run(boolean once) throws Exception {
    stage.say("Setting up in " + data.path());
    data.begin();
    try (Receiver receiver = Receiver.open(data.makeSecret(), arrivals);
        mailbox) {
      mailbox.open();
      data.configure(mailbox.port());
      List<Part> parts = parts(receiver);
      for (Part part : parts) {
        part.prepare();
      }
      return serve(
          () -> {
            stage.say("The server runs, and receivers of all kinds listen.");
            boolean arrived = play(parts);
            if (!once) {
              suggest();
              stage.showAll();
            }
            return arrived;
          });
    }
  }

  /** Where the server serves the repository of artifacts, once it runs. */
  private URI artifacts() {
    return Objects.requireNonNull(repositories.get(Artifacts.REPOSITORY), "the server runs");
  }

  /** What happens while the server runs. */
  private interface Play {
    boolean perform() throws IOException, InterruptedException;
  }

  private boolean serve(Play play)
      throws IOException, InterruptedException, UnusableConfigurationException {
    InstantSource clock = InstantSource.system();
    try (HttpClients http = new HttpClients(8, clock)) {
      LiveConfiguration configuration =
          LiveConfiguration.open(data.config(), environment, http, clock);
      try (Store store = Stores.open(configuration.server().store())) {
        Serve serve = new Serve(configuration, store, clock);
        Thread server = new Thread(() -> keepServing(serve), "serve");
        server.start();
        try {
          serve.awaitStarted();
          repositories = serve.repositories();
          return play.perform();
        } finally {
          serve.stop();
          server.join();
        }
      }
    }
  }

  private static void keepServing(Serve serve) {
    try {
      serve.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean play(List<Part> parts) throws IOException, InterruptedException {
    boolean arrived = true;
    for (Part part : parts) {
      for (Step step : part.steps()) {
        arrived &= stage.play(step);
      }
    }
    return arrived;
  }

  private void suggest() {
    stage.say(
        """

        It stays up; end it with Ctrl-C. What to try next, in another terminal:

          cd %1$s
          git commit --allow-empty -m 'Try it' && git push origin main

          export REPOHOOK_CONFIG=%2$s
          %3$s deliveries
          %3$s test %4$s %5$s
          %3$s status

        The configuration is in %2$s; changes count at once.
        """
            .formatted(data.work(), data.config(), program, Pushes.REPOSITORY, Pushes.ALIAS));
  }

  /** Makes {@link #run} return soon; for any thread. */
  public void stop() {
    stopping = true;
    arrivals.stop();
  }
}

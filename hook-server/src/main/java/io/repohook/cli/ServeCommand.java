package io.repohook.cli;

import io.repohook.channel.http.HttpClients;
import io.repohook.outbox.Store;
import io.repohook.server.LiveConfiguration;
import io.repohook.server.Serve;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the server until it is told to stop. */
@Command(
    description = {
      "Take in what happens and deliver it, until SIGTERM or Ctrl-C; then finish what is under way.",
      "Answers /health and /metrics on the configuration's 'listen'."
    },
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  @Mixin private final Setup setup;

  ServeCommand(Terminal terminal) {
    this.setup = new Setup(terminal);
  }

  @Override
  public Integer call() throws Exception {
    // As many connections as attempts; the limit itself is the configuration's.
    try (EndBySignal end = new EndBySignal();
        HttpClients http = new HttpClients(MOST_CONNECTIONS, setup.clock())) {
      LiveConfiguration configuration = setup.live(http);
      try (Store store = Setup.store(configuration.server())) {
        Serve serve = new Serve(configuration, store, setup.clock());
        end.by(serve::stop);
        serve.run();
      }
      return end.with(Cli.DONE);
    }
  }

  private static final int MOST_CONNECTIONS = 256;
}

package io.repohook.artifact.deploy;

import io.repohook.outbox.SourceState;
import java.time.Duration;

/** Who is in the midst of a deploy, by what is remembered of a repository. */
public final class ClientsAtWork {
  private ClientsAtWork() {}

  /**
   * Whether a client has begun a deploy of which nothing has been told yet.
   *
   * @param state of the repository
   * @param client see {@link io.repohook.event.Actor#client}
   */
  public static boolean has(SourceState state, String client) {
    return new OpenDeploys(
            new Patience(Duration.ZERO, Duration.ZERO), state.startingWith(OpenDeploys.prefix()))
        .has(client);
  }
}

package io.repohook.artifact;

import io.repohook.artifact.deploy.Telling;
import io.repohook.event.Repository;
import io.repohook.intake.Answer;
import io.repohook.intake.Feed;
import io.repohook.intake.Wanted;
import io.repohook.outbox.SourceState;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Ends the deploys that {@link ArtifactSource} began: when nothing comes any more, it is not a
 * spool file that says so.
 */
public final class DeployEndFeed implements Feed {
  private final Repository repository;
  private final ArtifactSettings settings;
  private final BooleanSupplier waiting;

  /**
   * @param waiting whether files of the repository wait in the spool: what is in them happened
   *     before any silence
   */
  public DeployEndFeed(Repository repository, ArtifactSettings settings, BooleanSupplier waiting) {
    this.repository = repository;
    this.settings = settings;
    this.waiting = waiting;
  }

  @Override
  public Repository repository() {
    return repository;
  }

  @Override
  public News next(SourceState state, Wanted wanted, Instant now) {
    Map<String, String> open =
        waiting.getAsBoolean() ? Map.of() : state.startingWith(Telling.statePrefix());
    Telling telling = new Telling(repository, settings.layout(), true, settings.patience(), open);
    telling.closeDue(now);
    return new News(new Answer.Told(telling.events(), telling.stateChanges()), false);
  }
}

package io.repohook.intake;

import io.repohook.event.Repository;
import io.repohook.outbox.SourceState;
import io.repohook.spool.SpoolFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a source may look at besides the file itself.
 *
 * @param path where the repository lies; null for one that is no folder of this machine
 * @param standing as whom the file's owner is believed
 * @param state what the source remembers of the repository, as of the file before
 * @param waiting the other files of the same repository, oldest first
 * @param drained whether none of the others can be taken in before this one: each of them waits for
 *     something too
 * @param interests which single commits somebody wants to hear of
 */
public record Situation(
    Repository repository,
    @Nullable Path path,
    Standing standing,
    SourceState state,
    Waiting waiting,
    Instant now,
    boolean drained,
    List<CommitInterest> interests) {

  /** Reads the files that wait, when asked: there may be many. */
  @FunctionalInterface
  public interface Waiting {
    List<SpoolFile> files() throws IOException;
  }
}

package io.repohook.git.diff;

import io.repohook.diff.Diff;
import io.repohook.diff.Diffs;
import io.repohook.event.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** Makes diffs with JGit, none for longer than its limit. Thread-safe. */
public final class JGitDiffs implements Diffs {
  /** A diff that a person reads takes some milliseconds. */
  public static final Duration EACH = Duration.ofSeconds(3);

  private static final Duration ALL = Duration.ofSeconds(30);

  private final Function<String, Optional<Path>> places;
  private final Duration each;
  private final Allowance allowance;

  /**
   * @param places where the repository of a name lies
   * @param each how long one diff may take
   */
  public JGitDiffs(Function<String, Optional<Path>> places, Duration each, InstantSource clock) {
    this.places = places;
    this.each = each;
    this.allowance = new Allowance(ALL, clock);
  }

  @Override
  public Diff of(Event event, Limits limits) {
    long begin = System.nanoTime();
    try {
      Optional<Range> range = Range.of(event.data());
      if (range.isEmpty()) {
        return Diff.EMPTY;
      }
      if (allowance.isSpent()) {
        return leftOut("there are too many at once");
      }
      return diff(event.repository().name(), range.get(), limits);
    } catch (Range.UnknownBeginningException e) {
      return leftOut("the branch begins with more commits than are listed");
    } catch (Deadline.TooLongException e) {
      return leftOut("it takes longer than " + each.toSeconds() + " s");
    } catch (MissingObjectException e) {
      return leftOut("object " + e.getObjectId().name() + " is no longer in the repository");
    } catch (LargeObjectException e) {
      return leftOut("too large");
    } catch (IOException | RuntimeException e) {
      // JGit tells a broken object by either; the mail goes out without its diff.
      return leftOut("the repository cannot be read: " + e.getMessage());
    } finally {
      allowance.spend(Duration.ofNanos(System.nanoTime() - begin));
    }
  }

  private Diff diff(String name, Range range, Limits limits)
      throws IOException, Deadline.TooLongException {
    Optional<Path> place = places.apply(name);
    if (place.isEmpty()) {
      return leftOut("there is no git repository of this name");
    }
    if (range.to().length() != 40) {
      return leftOut("commits of a SHA-256 repository cannot be read");
    }
    Path inside = place.get().resolve(".git");
    Path folder = Files.isDirectory(inside) ? inside : place.get();
    try (Repository repository =
            new FileRepositoryBuilder().setGitDir(folder.toFile()).setMustExist(true).build();
        TreeDiff diff = new TreeDiff(repository, limits, new Deadline(each))) {
      return diff.between(range);
    }
  }

  private static Diff leftOut(String because) {
    return Diff.without("diff left out: " + because);
  }
}

package io.repohook.channel;

import io.repohook.event.Coordinates;
import io.repohook.event.Deployment;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the deploys of a build come to.
 *
 * @param group what the groups of all begin with, in at least two parts unless they are the same;
 *     null when they have no such thing in common
 * @param version null when they are of several
 * @param modules how many different artifacts were deployed
 * @param deploys how often; more than {@code modules} when one was deployed again
 * @param files of all deploys
 * @param size in bytes, of all files whose size is known
 * @param incomplete how many of the deploys stopped half-way
 */
public record BuildSum(
    @Nullable String group,
    @Nullable String version,
    int modules,
    int deploys,
    int files,
    long size,
    int incomplete) {

  /** Whether every deploy came to its end. */
  public boolean complete() {
    return incomplete == 0;
  }

  /** Adds deploys up. Confined to one thread. */
  public static final class Tally {
    private final Set<String> modules = new HashSet<>();
    private @Nullable String group;
    private @Nullable String version;
    private int deploys;
    private int files;
    private long size;
    private int incomplete;

    public void add(Deployment deployment) {
      Coordinates of = deployment.coordinates();
      group = deploys == 0 ? of.group() : shared(group, of.group());
      version = deploys == 0 || of.version().equals(version) ? of.version() : null;
      modules.add(of.group() + ":" + of.artifact());
      deploys++;
      files += deployment.files().size();
      size += deployment.size();
      incomplete += deployment.complete() ? 0 : 1;
    }

    public BuildSum sum() {
      return new BuildSum(group, version, modules.size(), deploys, files, size, incomplete);
    }

    /** {@code com.example} of {@code com.example.core} and {@code com.example.web}. */
    private static @Nullable String shared(@Nullable String one, String other) {
      if (one == null || one.equals(other)) {
        return one;
      }
      String[] parts = one.split("\\.", -1);
      String[] others = other.split("\\.", -1);
      int same = 0;
      while (same < Math.min(parts.length, others.length) && parts[same].equals(others[same])) {
        same++;
      }
      return same < 2 ? null : String.join(".", Arrays.copyOf(parts, same));
    }
  }
}

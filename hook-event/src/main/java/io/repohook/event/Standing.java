package io.repohook.event;

import org.jspecify.annotations.Nullable;

/**
 * Where a repository stands after one of its refs changed: what forges tell besides the change, and
 * their receivers build on.
 *
 * @param head the commit that the ref leads to now, also one that was there before; null when the
 *     ref was deleted, leads to no commit, could not be read, or is one of very many that a push
 *     changed
 * @param defaultBranch what {@code HEAD} names, without {@code refs/heads/}; null when that is not
 *     known
 */
public record Standing(@Nullable Commit head, @Nullable String defaultBranch) {

  /** Nothing is known. */
  public static final Standing UNKNOWN = new Standing(null, null);
}

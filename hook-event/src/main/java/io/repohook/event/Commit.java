package io.repohook.event;

import java.util.List;

/**
 * A commit as an event lists it.
 *
 * @param isNew whether no branch of the repository had this commit before the push
 * @param message the whole message, decoded by the encoding that the commit names
 * @param added files that the commit adds, compared with its first parent; a rename is one removed
 *     and one added
 * @param filesTruncated whether the commit changes more files than are listed
 */
public record Commit(
    String id,
    boolean isNew,
    String message,
    Signature author,
    Signature committer,
    List<String> parents,
    List<String> added,
    List<String> removed,
    List<String> modified,
    boolean filesTruncated) {

  public Commit {
    parents = List.copyOf(parents);
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    modified = List.copyOf(modified);
  }

  /** The same commit, as a ref lists it for which it is new, or is not. */
  public Commit asNew(boolean isNew) {
    return isNew == this.isNew
        ? this
        : new Commit(
            id,
            isNew,
            message,
            author,
            committer,
            parents,
            added,
            removed,
            modified,
            filesTruncated);
  }
}

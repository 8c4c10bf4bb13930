package io.repohook.event;

import java.util.List;

/**
 * A commit as an event lists it.
 *
 * @param tree the id of its tree
 * @param isNew whether no branch of the repository had this commit before the push
 * @param message decoded by the encoding that the commit names; its beginning, where it is longer
 *     than a message may be
 * @param messageLength of the whole message, in Unicode characters
 * @param added files that the commit adds, compared with its first parent; a rename is one removed
 *     and one added
 * @param changedFiles how many files it changes, listed or not
 */
public record Commit(
    String id,
    String tree,
    boolean isNew,
    String message,
    int messageLength,
    Signature author,
    Signature committer,
    List<String> parents,
    List<String> added,
    List<String> removed,
    List<String> modified,
    int changedFiles) {

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
            tree,
            isNew,
            message,
            messageLength,
            author,
            committer,
            parents,
            added,
            removed,
            modified,
            changedFiles);
  }

  /** Whether the message is longer than what there is of it. */
  public boolean messageTruncated() {
    return message.codePointCount(0, message.length()) < messageLength;
  }

  /** Whether the commit changes more files than are listed. */
  public boolean filesTruncated() {
    return added.size() + removed.size() + modified.size() < changedFiles;
  }
}

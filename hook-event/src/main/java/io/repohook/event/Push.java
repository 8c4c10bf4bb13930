package io.repohook.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A branch, or any other ref that is no tag, was created, moved or deleted.
 *
 * @param ref the full name, {@code refs/heads/main}; bytes that are not UTF-8 stand as {@code \xHH}
 * @param before the object id before the push, all zeros when the ref was created
 * @param after the object id after the push, all zeros when the ref was deleted
 * @param commits the commits added to the ref, each after its parents; at most the configured limit
 * @param addedCommits how many commits were added to the ref, also when not all are listed
 * @param newCommits how many of these no branch had before
 * @param discardedCommits how many commits can no longer be reached from any branch
 * @param truncated whether {@code commits} lists fewer than {@code addedCommits}
 * @param unlisted why no commits could be read, null when they could
 * @param options the push options, in the order given
 * @param certificate null for a push that was not signed
 * @param reconciled whether no hook reported it: the ref was found changed later
 * @param standing for formats that tell it; the native one does not
 */
public record Push(
    String ref,
    Change change,
    String before,
    String after,
    List<Commit> commits,
    int addedCommits,
    int newCommits,
    int discardedCommits,
    boolean truncated,
    @Nullable String unlisted,
    List<String> options,
    @Nullable PushCertificate certificate,
    boolean reconciled,
    Standing standing)
    implements EventData {

  private static final String BRANCHES = "refs/heads/";

  public Push {
    commits = List.copyOf(commits);
    options = List.copyOf(options);
  }

  /** A push of which no more is known. */
  public Push(
      String ref,
      Change change,
      String before,
      String after,
      List<Commit> commits,
      int addedCommits,
      int newCommits,
      int discardedCommits,
      boolean truncated,
      @Nullable String unlisted,
      List<String> options,
      @Nullable PushCertificate certificate,
      boolean reconciled) {
    this(
        ref,
        change,
        before,
        after,
        commits,
        addedCommits,
        newCommits,
        discardedCommits,
        truncated,
        unlisted,
        options,
        certificate,
        reconciled,
        Standing.UNKNOWN);
  }

  /** {@code branch} for what lies under {@code refs/heads/}, else {@code other}. */
  public String refType() {
    return ref.startsWith(BRANCHES) ? "branch" : "other";
  }

  @Override
  public EventType type() {
    return EventType.GIT_PUSH;
  }

  @Override
  public String subject() {
    return ref;
  }
}

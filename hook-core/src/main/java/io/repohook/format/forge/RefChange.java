package io.repohook.format.forge;

import io.repohook.event.Change;
import io.repohook.event.Commit;
import io.repohook.event.EventData;
import io.repohook.event.Push;
import io.repohook.event.Standing;
import io.repohook.event.Tag;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a forge calls a push: a change of one ref, be it a branch, a tag or another.
 *
 * @param before all zeros when the ref was created
 * @param after all zeros when the ref was deleted; of an annotated tag the tag itself
 * @param commits those added to a branch, each after its parents; none of a tag
 * @param added how many were added, listed or not
 * @param listed whether {@code commits} has all of them
 * @param commitId the commit that the ref leads to now; null when there is none
 * @param message what an annotated tag says; else null
 */
public record RefChange(
    String ref,
    Change change,
    String before,
    String after,
    List<Commit> commits,
    int added,
    boolean listed,
    @Nullable String commitId,
    @Nullable String message,
    Standing standing) {

  private static final String BRANCHES = "refs/heads/";
  private static final String TAGS = "refs/tags/";

  /** What the receivers of a forge expect where it is not known which branch is the main one. */
  private static final String DEFAULT_BRANCH = "main";

  /** The change of a ref that an event tells of; empty for other events. */
  public static Optional<RefChange> of(EventData data) {
    if (data instanceof Push push) {
      return Optional.of(
          new RefChange(
              push.ref(),
              push.change(),
              push.before(),
              push.after(),
              push.commits(),
              push.addedCommits(),
              !push.truncated(),
              push.change() == Change.DELETED ? null : push.after(),
              null,
              push.standing()));
    }
    if (data instanceof Tag tag) {
      return Optional.of(
          new RefChange(
              tag.ref(),
              tag.change(),
              tag.before(),
              tag.after(),
              List.of(),
              0,
              true,
              tag.commit(),
              tag.message(),
              tag.standing()));
    }
    return Optional.empty();
  }

  public boolean isTag() {
    return ref.startsWith(TAGS);
  }

  /** The ref without {@code refs/heads/} or {@code refs/tags/}; another one as it is. */
  public String shortRef() {
    return ref.startsWith(BRANCHES)
        ? ref.substring(BRANCHES.length())
        : isTag() ? ref.substring(TAGS.length()) : ref;
  }

  /** {@code tag} or {@code branch}, for which forges take anything else. */
  public String refType() {
    return isTag() ? "tag" : "branch";
  }

  public boolean created() {
    return change == Change.CREATED;
  }

  public boolean deleted() {
    return change == Change.DELETED;
  }

  /** Whether something that the ref had is in it no more. */
  public boolean forced() {
    return change == Change.FORCED || change == Change.REWOUND || change == Change.MOVED;
  }

  public String defaultBranch() {
    return standing.defaultBranch() == null ? DEFAULT_BRANCH : standing.defaultBranch();
  }

  /** The branch that a ping names as the main one, which it does not know. */
  public static String anyDefaultBranch() {
    return DEFAULT_BRANCH;
  }
}

package io.repohook.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A commit became reachable from a branch; or very many did, which are told as one.
 *
 * @param ref the full name of the branch that brought it; of a summary, the first one
 * @param commit null in a summary
 * @param summary null for a single commit
 * @param options the options of the push that brought it, in the order given
 * @param reconciled whether no hook reported it: the ref was found changed later
 */
public record CommitAdded(
    String ref,
    @Nullable Commit commit,
    @Nullable Summary summary,
    List<String> options,
    boolean reconciled)
    implements EventData {

  public CommitAdded {
    options = List.copyOf(options);
  }

  /**
   * More commits than a subscription wants to hear of one by one.
   *
   * @param commits how many there are in all
   * @param refs the branches that brought them, in the order of the push
   */
  public record Summary(int commits, List<Part> refs) {
    public Summary {
      refs = List.copyOf(refs);
    }
  }

  /**
   * What one branch brought.
   *
   * @param commits how many that no branch before it brought
   */
  public record Part(String ref, String before, String after, int commits) {}

  @Override
  public EventType type() {
    return EventType.GIT_COMMIT;
  }

  @Override
  public String subject() {
    return ref;
  }
}

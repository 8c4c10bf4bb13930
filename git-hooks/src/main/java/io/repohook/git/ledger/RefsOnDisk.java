package io.repohook.git.ledger;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;

/**
 * The refs that a repository has now, and the objects that they are at. Symbolic refs are left out,
 * as they change with what they point at; so are those that belong to one work tree, and refs whose
 * names are not UTF-8, which JGit cannot tell apart.
 */
public final class RefsOnDisk {
  private static final char NOT_UTF_8 = '\uFFFD';

  /** Each work tree has its own of these, such as those of a bisection; see git-worktree(1). */
  private static final Pattern OF_WORK_TREE =
      Pattern.compile("refs/(bisect|worktree|rewritten)/.*");

  private RefsOnDisk() {}

  public static Map<String, String> of(Repository repository) throws IOException {
    Map<String, String> refs = new HashMap<>();
    for (Ref ref : repository.getRefDatabase().getRefsByPrefix("refs/")) {
      if (isReadable(ref.getName())
          && !isOfWorkTree(ref.getName())
          && !ref.isSymbolic()
          && ref.getObjectId() != null) {
        refs.put(ref.getName(), ref.getObjectId().name());
      }
    }
    return refs;
  }

  /** Whether a ref of that name belongs to one work tree, and is no concern of the repository. */
  public static boolean isOfWorkTree(String ref) {
    return OF_WORK_TREE.matcher(ref).matches();
  }

  /** Whether a ref of that name, as a ledger has it, can be found on the disk. */
  public static boolean isReadable(String ref) {
    return ref.indexOf(NOT_UTF_8) < 0 && ref.indexOf('\\') < 0;
  }
}

package io.repohook.git.push;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * The files that a commit changes, compared with its first parent.
 *
 * @param truncated whether it changes more than are listed
 */
record ChangedFiles(
    List<String> added, List<String> removed, List<String> modified, boolean truncated) {

  /** As many as GitHub lists for a commit; what changes more is an import, not an edit. */
  private static final int LIMIT = 3_000;

  /** In characters; {@link #LIMIT} names of 300 each, far longer than names are. */
  private static final int LIMIT_OF_NAMES = 1 << 20;

  static ChangedFiles of(RevCommit commit, RevWalk walk) throws IOException {
    ChangedFiles files =
        new ChangedFiles(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), false);
    try (ObjectReader reader = walk.getObjectReader().newReader();
        TreeWalk trees = new TreeWalk(reader)) {
      trees.setRecursive(true);
      trees.setFilter(TreeFilter.ANY_DIFF);
      if (commit.getParentCount() == 0) {
        trees.addTree(new EmptyTreeIterator());
      } else {
        ObjectId parent = walk.parseCommit(commit.getParent(0)).getTree();
        trees.addTree(parent);
      }
      trees.addTree(commit.getTree());
      int count = 0;
      long length = 0;
      while (trees.next()) {
        length += trees.getPathLength();
        if (count++ == LIMIT || length > LIMIT_OF_NAMES) {
          return new ChangedFiles(files.added, files.removed, files.modified, true);
        }
        files.add(trees);
      }
    }
    return files;
  }

  private void add(TreeWalk at) {
    List<String> change;
    if (at.getFileMode(0) == FileMode.MISSING) {
      change = added;
    } else {
      change = at.getFileMode(1) == FileMode.MISSING ? removed : modified;
    }
    change.add(at.getPathString());
  }
}

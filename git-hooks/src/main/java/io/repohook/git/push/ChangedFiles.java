package io.repohook.git.push;

import io.repohook.git.ledger.GitName;
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
 * @param count of all of them, listed or not
 */
record ChangedFiles(List<String> added, List<String> removed, List<String> modified, int count) {

  static ChangedFiles of(RevCommit commit, RevWalk walk, Limits limits) throws IOException {
    ChangedFiles files =
        new ChangedFiles(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), 0);
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
        if (count++ < limits.files() && length <= limits.names()) {
          files.add(trees);
        }
      }
      return new ChangedFiles(files.added, files.removed, files.modified, count);
    }
  }

  private void add(TreeWalk at) {
    List<String> change;
    if (at.getFileMode(0) == FileMode.MISSING) {
      change = added;
    } else {
      change = at.getFileMode(1) == FileMode.MISSING ? removed : modified;
    }
    change.add(GitName.text(at.getRawPath()));
  }
}

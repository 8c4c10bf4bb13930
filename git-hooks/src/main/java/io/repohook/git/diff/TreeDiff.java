package io.repohook.git.diff;

import io.repohook.diff.Diff;
import io.repohook.diff.Diffs.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.patch.FileHeader;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/**
 * Compares the files of two commits, within limits. Not thread-safe; whoever makes it closes it.
 */
final class TreeDiff implements AutoCloseable {
  /** More are moved or imported by machines; their names alone would fill a mail. */
  private static final int MOST_FILES = 2_000;

  /** Larger files are data as a rule, and comparing them takes long. */
  private static final int LARGEST_FILE = 512 << 10;

  /** Looking for renames compares each added file with each removed one. */
  private static final int RENAMES = 200;

  /** A line is shorter than this on average, in bytes. */
  private static final int LINE = 200;

  private final Limits limits;
  private final Deadline deadline;
  private final RevWalk walk;
  private final ObjectReader reader;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final DiffFormatter formatter = new DiffFormatter(out);

  TreeDiff(Repository repository, Limits limits, Deadline deadline) {
    this.limits = limits;
    this.deadline = deadline;
    this.walk = new RevWalk(repository);
    this.reader = walk.getObjectReader();
    formatter.setRepository(repository);
    formatter.setDetectRenames(true);
    formatter.getRenameDetector().setRenameLimit(RENAMES);
    formatter.setProgressMonitor(deadline);
    formatter.setBinaryFileThreshold(LARGEST_FILE);
    // Paths as they are; only what would break a line is quoted.
    formatter.setQuotePaths(false);
    // Where histogram finds no way it says that all has changed; the other way could take minutes.
    HistogramDiff histogram = new HistogramDiff();
    histogram.setFallbackAlgorithm(null);
    formatter.setDiffAlgorithm(histogram);
  }

  Diff between(Range range) throws IOException, Deadline.TooLongException {
    String from = range.from();
    RevTree before = from == null ? null : walk.parseTree(ObjectId.fromString(from));
    RevTree after = walk.parseTree(ObjectId.fromString(range.to()));
    int changed = count(before, after);
    if (changed > MOST_FILES) {
      return new Diff(
          List.of(), changed, List.of(), "diff left out: " + changed + " files changed");
    }
    List<DiffEntry> entries = formatter.scan(before, after);
    deadline.check();
    List<Diff.FileChange> files = new ArrayList<>();
    Lines lines = new Lines(limits.lines(), (long) limits.lines() * LINE);
    for (DiffEntry each : entries) {
      deadline.check();
      if (files.size() < limits.files()) {
        files.add(change(each));
      }
      if (lines.hasRoom()) {
        add(each, lines);
      }
    }
    return new Diff(files, entries.size(), lines.all(), limits.lines() == 0 ? null : lines.cut());
  }

  /** As far as the time goes; it looks at no file. */
  private int count(@Nullable RevTree before, RevTree after)
      throws IOException, Deadline.TooLongException {
    int count = 0;
    try (TreeWalk trees = new TreeWalk(reader)) {
      trees.setRecursive(true);
      trees.setFilter(TreeFilter.ANY_DIFF);
      if (before == null) {
        trees.addTree(new EmptyTreeIterator());
      } else {
        trees.addTree(before);
      }
      trees.addTree(after);
      while (trees.next()) {
        deadline.check();
        count++;
      }
    }
    return count;
  }

  private Diff.FileChange change(DiffEntry entry) throws IOException {
    FileHeader header = formatter.toFileHeader(entry);
    Integer added = null;
    Integer removed = null;
    if (header.getPatchType() == FileHeader.PatchType.UNIFIED) {
      added = 0;
      removed = 0;
      for (Edit each : header.toEditList()) {
        added += each.getLengthB();
        removed += each.getLengthA();
      }
    }
    return new Diff.FileChange(path(entry.getOldPath()), path(entry.getNewPath()), added, removed);
  }

  private static @Nullable String path(String path) {
    return path.equals(DiffEntry.DEV_NULL) ? null : path;
  }

  private void add(DiffEntry entry, Lines lines) throws IOException {
    out.reset();
    formatter.format(entry);
    formatter.flush();
    lines.add(out.toByteArray());
    long size =
        Math.max(
            size(entry.getOldId(), entry.getOldMode()), size(entry.getNewId(), entry.getNewMode()));
    if (size > LARGEST_FILE) {
      lines.add("[diff left out: too large, " + size + " bytes]");
    }
  }

  private long size(@Nullable AbbreviatedObjectId id, FileMode mode) throws IOException {
    boolean isFile = mode.getObjectType() == Constants.OBJ_BLOB;
    return id == null || !isFile || !id.isComplete() || id.toObjectId().equals(ObjectId.zeroId())
        ? 0
        : reader.getObjectSize(id.toObjectId(), Constants.OBJ_BLOB);
  }

  @Override
  public void close() {
    formatter.close();
    walk.close();
  }
}

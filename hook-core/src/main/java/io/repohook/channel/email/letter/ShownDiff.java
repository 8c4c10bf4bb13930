package io.repohook.channel.email.letter;

import io.repohook.diff.Diff;
import io.repohook.diff.Diffs;
import io.repohook.event.Event;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The blocks that show what changed: git's list of files, then the diff. */
final class ShownDiff {
  /** The widest bar of plus and minus signs; git's own are as wide as the terminal allows. */
  private static final int BAR = 40;

  /** Of a line, in characters. */
  private static final int WIDTH = 500;

  private final Diffs diffs;
  private final Diffs.@Nullable Limits limits;

  ShownDiff(Diffs diffs, Diffs.@Nullable Limits limits) {
    this.diffs = diffs;
    this.limits = limits;
  }

  List<Block> of(Event event) {
    Diffs.Limits wanted = limits;
    Diff diff = wanted == null ? Diff.EMPTY : diffs.of(event, wanted);
    List<Block> blocks = new ArrayList<>();
    if (!diff.files().isEmpty()) {
      blocks.add(new Block.Listing(statistics(diff)));
    }
    if (!diff.lines().isEmpty()) {
      blocks.add(new Block.Patch(diff.lines().stream().map(ShownDiff::shown).toList()));
    }
    if (diff.leftOut() != null) {
      blocks.add(new Block.Text("[" + diff.leftOut() + "]"));
    }
    return blocks;
  }

  /** Without the carriage return of a Windows file; one of a packed script is cut. */
  private static String shown(String line) {
    return Printable.cut(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line, WIDTH);
  }

  private static List<String> statistics(Diff diff) {
    List<String> lines = new ArrayList<>();
    int width = diff.files().stream().mapToInt(each -> each.shown().length()).max().orElse(0);
    int most = diff.files().stream().mapToInt(ShownDiff::changed).max().orElse(0);
    int added = 0;
    int removed = 0;
    for (Diff.FileChange each : diff.files()) {
      String name = each.shown() + " ".repeat(width - each.shown().length());
      lines.add(" " + name + " | " + count(each, most));
      added += each.added() == null ? 0 : each.added();
      removed += each.removed() == null ? 0 : each.removed();
    }
    if (diff.changedFiles() > diff.files().size()) {
      lines.add(" and " + (diff.changedFiles() - diff.files().size()) + " more");
    }
    lines.add(
        " %s changed, %d added and %d removed"
                .formatted(Counted.of(diff.changedFiles(), "file"), added, removed)
            + (diff.changedFiles() > diff.files().size() ? " in those listed" : ""));
    return lines;
  }

  private static int changed(Diff.FileChange file) {
    return file.added() == null || file.removed() == null ? 0 : file.added() + file.removed();
  }

  private static String count(Diff.FileChange file, int most) {
    Integer added = file.added();
    Integer removed = file.removed();
    if (added == null || removed == null) {
      return "not text";
    }
    int plus = most <= BAR ? added : (int) Math.ceil((double) added * BAR / most);
    int minus = most <= BAR ? removed : (int) Math.ceil((double) removed * BAR / most);
    return (added + removed)
        + (added + removed == 0 ? "" : " ")
        + "+".repeat(plus)
        + "-".repeat(minus);
  }
}

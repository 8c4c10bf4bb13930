package io.repohook.git.push;

import io.repohook.event.Change;
import io.repohook.event.Standing;
import io.repohook.event.Tag;
import io.repohook.git.ledger.RefUpdate;
import java.io.IOException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** Reads what a tag names: light or annotated, and the commit that it leads to. */
final class TagReader {
  private final Repository repository;
  private final Circumstances circumstances;
  private final Limits limits;

  TagReader(Repository repository, Circumstances circumstances, Limits limits) {
    this.limits = limits;
    this.repository = repository;
    this.circumstances = circumstances;
  }

  Tag read(RefUpdate line, Standing standing) throws IOException {
    if (line.isDeletion()) {
      return tag(line, null, null, standing);
    }
    try (RevWalk walk = new RevWalk(repository)) {
      RevObject named = walk.parseAny(ObjectId.fromString(line.after()));
      // A tag may name a tag; the outermost one is what was made now.
      RevTag annotated = named instanceof RevTag tag ? tag : null;
      return tag(line, annotated, walk.peel(named), standing);
    } catch (MissingObjectException | CorruptObjectException | LargeObjectException e) {
      return UnreadablePush.tag(line, circumstances, PushReader.because(e));
    }
  }

  private Tag tag(
      RefUpdate line, @Nullable RevTag annotated, @Nullable RevObject peeled, Standing standing) {
    String message = annotated == null ? null : GitText.message(annotated);
    return new Tag(
        line.ref(),
        change(line),
        line.before(),
        line.after(),
        peeled instanceof RevCommit commit ? commit.name() : null,
        annotated == null ? null : GitText.tagger(annotated),
        message == null ? null : limits.cut(message),
        message == null ? null : message.codePointCount(0, message.length()),
        null,
        circumstances.options(),
        circumstances.certificate(),
        circumstances.reconciled(),
        standing);
  }

  static Change change(RefUpdate line) {
    if (line.isCreation()) {
      return Change.CREATED;
    }
    return line.isDeletion() ? Change.DELETED : Change.MOVED;
  }
}

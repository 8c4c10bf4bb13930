package io.repohook.git.push;

import io.repohook.event.Change;
import io.repohook.event.Commit;
import io.repohook.event.EventData;
import io.repohook.event.Push;
import io.repohook.event.Standing;
import io.repohook.git.ledger.GitName;
import io.repohook.git.ledger.Ledger;
import io.repohook.git.ledger.RefUpdate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** Reads from a repository what each line of a push did. */
public final class PushReader {
  /**
   * What all refs of one push list together: so many times what one may, some tens of megabytes.
   * The first push of a repository with hundreds of branches would otherwise list its whole history
   * hundreds of times.
   */
  private static final int LISTED_IN_PUSH = 8;

  /** As many as GitHub's own page of a push shows; each ref lists so many, if it may at all. */
  private static final int LISTED_AT_LEAST = 20;

  /**
   * What messages and file names of one push come to at most, in characters: 32 Mi, some ten times
   * what a push that lists the most commits has as a rule. Memory must hold it several times over.
   */
  private static final long LISTED_CHARACTERS = 32L << 20;

  private static final String POINTS_AT = "ref: ";

  /** How HEAD ends where git keeps refs in tables, and HEAD with them. */
  private static final String ELSEWHERE = "/.invalid";

  /**
   * A push of more refs is an import: who receives it builds nothing of them, and to read a commit
   * for each, which the push did not bring, could take longer than all the rest.
   */
  private static final int HEADS_READ = 100;

  private final Repository repository;
  private final Ledger ledger;
  private final Circumstances circumstances;
  private final Limits limits;

  /** Commits are read once, however many refs of the push list them. */
  private final Map<ObjectId, Commit> read = new HashMap<>();

  private @Nullable String defaultBranch;

  private boolean headsRead;

  /** How many more characters this push may list; from the first commit too many on, none. */
  private long room = LISTED_CHARACTERS;

  public PushReader(
      Repository repository, Ledger ledger, Circumstances circumstances, Limits limits) {
    this.limits = limits;
    this.repository = repository;
    this.ledger = ledger;
    this.circumstances = circumstances;
  }

  /** What each line did, in the order of the lines. */
  public List<EventData> read(List<RefUpdate> push) throws IOException {
    try (History history =
        new History(repository, ledger.endsBefore(push), ledger.endsAfter(push), push)) {
      int limit = limit(push);
      defaultBranch = defaultBranch(); // Once: it is a file of its own, and there may be many refs.
      headsRead = push.size() <= HEADS_READ;
      List<EventData> told = new ArrayList<>();
      for (RefUpdate line : push) {
        told.add(
            line.isTag()
                ? new TagReader(repository, circumstances, limits)
                    .read(line, standing(line, List.of()))
                : branch(line, history, limit));
      }
      return told;
    } catch (MissingObjectException | CorruptObjectException | LargeObjectException e) {
      return new UnreadablePush(circumstances, because(e)).read(push);
    }
  }

  /** How many commits each ref of this push may list. */
  private int limit(List<RefUpdate> push) {
    int refs = (int) push.stream().filter(each -> !each.isTag() && !each.isDeletion()).count();
    int share = LISTED_IN_PUSH * limits.commits() / Math.max(1, refs);
    return Math.min(limits.commits(), Math.max(LISTED_AT_LEAST, share));
  }

  private Push branch(RefUpdate line, History history, int limit) throws IOException {
    try {
      return told(line, history, limit);
    } catch (MissingObjectException | CorruptObjectException | LargeObjectException e) {
      return UnreadablePush.branch(line, circumstances, because(e));
    }
  }

  private Push told(RefUpdate line, History history, int limit) throws IOException {
    List<RevCommit> added = history.added(line);
    int newCommits = 0;
    for (RevCommit each : added) {
      newCommits += history.isNew(line, each) ? 1 : 0;
    }
    // The newest ones: they say where the ref is now.
    List<RevCommit> newest = added.subList(Math.max(0, added.size() - limit), added.size());
    List<Commit> listed = commits(line, newest, history);
    return new Push(
        line.ref(),
        change(line, history, added),
        line.before(),
        line.after(),
        listed,
        added.size(),
        newCommits,
        history.discarded(line),
        listed.size() < added.size(),
        null,
        circumstances.options(),
        circumstances.certificate(),
        circumstances.reconciled(),
        standing(line, listed));
  }

  private Standing standing(RefUpdate line, List<Commit> listed) throws IOException {
    return new Standing(head(line, listed), defaultBranch);
  }

  private @Nullable String defaultBranch() throws IOException {
    String head = head();
    return head != null && head.startsWith(Constants.R_HEADS)
        ? head.substring(Constants.R_HEADS.length())
        : null;
  }

  /**
   * The ref that HEAD points at. JGit also looks whether there is such a ref, and reads all packed
   * ones for that: tens of megabytes where there are 100,000.
   */
  private @Nullable String head() throws IOException {
    Path file = repository.getDirectory().toPath().resolve(Constants.HEAD);
    String text = Files.isSymbolicLink(file) ? "" : GitName.text(Files.readAllBytes(file)).strip();
    return text.startsWith(POINTS_AT) && !text.endsWith(ELSEWHERE)
        ? text.substring(POINTS_AT.length()).strip()
        : repository.getFullBranch();
  }

  /** The commit that the ref leads to, which is the last one listed unless nothing was added. */
  private @Nullable Commit head(RefUpdate line, List<Commit> listed) throws IOException {
    if (line.isDeletion()) {
      return null;
    }
    for (Commit newest : listed.subList(Math.max(0, listed.size() - 1), listed.size())) {
      if (newest.id().equals(line.after())) {
        return newest;
      }
    }
    if (!headsRead) {
      return null;
    }
    try (RevWalk walk = new RevWalk(repository)) {
      return walk.peel(walk.parseAny(ObjectId.fromString(line.after()))) instanceof RevCommit commit
          ? commit(commit, walk)
          : null;
    } catch (MissingObjectException | CorruptObjectException | LargeObjectException e) {
      return null; // Whoever reads the ref itself says why.
    }
  }

  private static Change change(RefUpdate line, History history, List<RevCommit> added)
      throws IOException {
    if (line.isCreation()) {
      return Change.CREATED;
    }
    if (line.isDeletion()) {
      return Change.DELETED;
    }
    RevCommit before = history.before(line).orElse(null);
    if (before == null) {
      return Change.FORCED; // It was no commit, or one that has been pruned since.
    }
    if (added.isEmpty()) {
      return history.isAtCommit(line) ? Change.REWOUND : Change.FORCED;
    }
    // Any way from the new commit back to the old one ends with a commit whose parent is the old
    // one, and which is among those added.
    boolean contained =
        added.stream().anyMatch(each -> List.of(each.getParents()).contains(before));
    return contained ? Change.UPDATED : Change.FORCED;
  }

  /** These commits, or as many of the last ones as there is room for. */
  private List<Commit> commits(RefUpdate line, List<RevCommit> newest, History history)
      throws IOException {
    List<Commit> commits = new ArrayList<>();
    try (RevWalk walk = new RevWalk(repository)) {
      for (int i = newest.size() - 1; i >= 0 && room > 0; i--) {
        RevCommit each = newest.get(i);
        Commit known = commit(each, walk);
        if (known != null) {
          commits.add(known.asNew(history.isNew(line, each)));
        }
      }
    }
    Collections.reverse(commits);
    return commits;
  }

  /** A commit, read once however often it is told; null when there is no room for more. */
  @Nullable Commit commit(RevCommit commit, RevWalk walk) throws IOException {
    if (room <= 0) {
      return null;
    }
    Commit known = read.get(commit);
    if (known == null) {
      known = read(walk.parseCommit(commit), walk);
      read.put(commit.copy(), known);
    }
    room -= size(known);
    return room >= 0 ? known : null;
  }

  /** How many characters of text a commit lists. */
  private static long size(Commit commit) {
    return commit.message().length()
        + Stream.of(commit.added(), commit.removed(), commit.modified())
            .flatMap(List::stream)
            .mapToLong(String::length)
            .sum();
  }

  private Commit read(RevCommit commit, RevWalk walk) throws IOException {
    ChangedFiles files = ChangedFiles.of(commit, walk, limits);
    String message = GitText.message(commit);
    return new Commit(
        commit.name(),
        commit.getTree().name(),
        false, // Each ref that lists it decides.
        limits.cut(message),
        message.codePointCount(0, message.length()),
        GitText.author(commit),
        GitText.committer(commit),
        Stream.of(commit.getParents()).map(RevCommit::name).toList(),
        files.added(),
        files.removed(),
        files.modified(),
        files.count());
  }

  static String because(Exception e) {
    if (e instanceof LargeObjectException large && large.getObjectId() != null) {
      return "object " + large.getObjectId().name() + " is too large to be read";
    }
    return e instanceof MissingObjectException missing
        ? "object " + missing.getObjectId().name() + " is no longer in the repository"
        : String.valueOf(e.getMessage());
  }
}

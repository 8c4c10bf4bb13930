package io.repohook.channel.email.letter;

import io.repohook.channel.RepositorySettings;
import io.repohook.event.Change;
import io.repohook.event.Commit;
import io.repohook.event.CommitAdded;
import io.repohook.event.Event;
import io.repohook.event.Push;
import io.repohook.event.Signature;
import io.repohook.event.Tag;
import java.util.ArrayList;
import java.util.List;

/** Letters of pushes, tags and single commits. */
final class GitLetters {
  private static final String HEADS = "refs/heads/";
  private static final String TAGS = "refs/tags/";

  private final CommitBlocks commits;
  private final RepositorySettings repository;
  private final ShownDiff diff;

  GitLetters(RepositorySettings repository, ShownDiff diff) {
    this.repository = repository;
    this.commits = new CommitBlocks(repository.links());
    this.diff = diff;
  }

  Letter push(Event event, Push push) {
    String branch = withoutPrefix(push.ref());
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Text(branch + " of " + repository.name() + " was " + how(push) + by(event)));
    List<Block.Fact> facts = new ArrayList<>();
    if (push.change() != Change.CREATED) {
      facts.add(commits.fact("before", push.before()));
    }
    if (push.change() != Change.DELETED) {
      facts.add(commits.fact("now", push.after()));
    }
    if (push.addedCommits() > 0) {
      facts.add(
          new Block.Fact(
              "commits", push.addedCommits() + " added, " + push.newCommits() + " of them new"));
    }
    if (push.discardedCommits() > 0) {
      facts.add(new Block.Fact("discarded", Counted.of(push.discardedCommits(), "commit")));
    }
    if (push.reconciled()) {
      facts.add(new Block.Fact("noticed", "later: no hook reported it"));
    }
    blocks.add(new Block.Facts(facts));
    if (push.unlisted() != null) {
      blocks.add(new Block.Text("[commits left out: " + push.unlisted() + "]"));
    }
    blocks.addAll(commits.list(push.commits(), push.addedCommits()));
    blocks.addAll(diff.of(event));
    return new Letter(subject(branch, push), push.ref(), blocks);
  }

  private static String how(Push push) {
    return switch (push.change()) {
      case FORCED -> "forced to another history";
      case REWOUND -> "set back";
      default -> push.change().wireName();
    };
  }

  private static String subject(String branch, Push push) {
    String what =
        push.change() == Change.UPDATED ? branch : branch + " " + push.change().wireName();
    if (push.commits().isEmpty()) {
      return what;
    }
    Commit newest = push.commits().get(push.commits().size() - 1);
    int others = push.addedCommits() - 1;
    return titled(what, CommitBlocks.firstLine(newest.message()))
        + (others > 0 ? " (and " + others + " more)" : "");
  }

  Letter commit(Event event, CommitAdded added) {
    String branch = withoutPrefix(added.ref());
    List<Block> blocks = new ArrayList<>();
    Commit commit = added.commit();
    CommitAdded.Summary summary = added.summary();
    if (commit != null) {
      blocks.add(new Block.Text("A commit on " + branch + " of " + repository.name() + by(event)));
      blocks.addAll(commits.list(List.of(commit), 1));
      blocks.addAll(diff.of(event));
      return new Letter(
          titled(branch, CommitBlocks.firstLine(commit.message())), added.ref(), blocks);
    }
    int count = summary == null ? 0 : summary.commits();
    blocks.add(
        new Block.Text(
            Counted.of(count, "commit")
                + ", more than are told one by one, came to "
                + repository.name()
                + by(event)));
    if (summary != null) {
      blocks.add(
          new Block.Facts(
              summary.refs().stream()
                  .map(
                      part ->
                          new Block.Fact(
                              withoutPrefix(part.ref()),
                              Counted.of(part.commits(), "commit") + ", now " + part.after()))
                  .toList()));
    }
    return new Letter(branch + ": " + Counted.of(count, "commit"), added.ref(), blocks);
  }

  Letter tag(Event event, Tag tag) {
    String name = withoutPrefix(tag.ref());
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Text(
            "tag "
                + name
                + " of "
                + repository.name()
                + " was "
                + tag.change().wireName()
                + by(event)));
    List<Block.Fact> facts = new ArrayList<>();
    if (tag.change() != Change.CREATED) {
      facts.add(new Block.Fact("before", tag.before()));
    }
    if (tag.change() != Change.DELETED) {
      facts.add(new Block.Fact("now", tag.after()));
    }
    String commit = tag.commit();
    if (commit != null) {
      facts.add(commits.fact("commit", commit));
    }
    Signature tagger = tag.tagger();
    if (tagger != null) {
      facts.add(new Block.Fact("tagger", CommitBlocks.person(tagger)));
    }
    blocks.add(new Block.Facts(facts));
    if (tag.unlisted() != null) {
      blocks.add(new Block.Text("[tag not read: " + tag.unlisted() + "]"));
    }
    String message = tag.message();
    if (message != null && !message.isBlank()) {
      blocks.add(new Block.Listing(CommitBlocks.message(message, tag.messageTruncated())));
    }
    String first = message == null ? "" : CommitBlocks.firstLine(message);
    return new Letter(titled(name + " " + tag.change().wireName(), first), tag.ref(), blocks);
  }

  private static String titled(String what, String title) {
    return title.isEmpty() ? what : what + ": " + title;
  }

  private static String by(Event event) {
    return (event.actor().name() == null ? "" : ", by " + event.actor().name()) + ".";
  }

  /** A branch or tag by its short name; any other ref by its full one. */
  private static String withoutPrefix(String ref) {
    for (String prefix : List.of(HEADS, TAGS)) {
      if (ref.startsWith(prefix)) {
        return ref.substring(prefix.length());
      }
    }
    return ref;
  }
}

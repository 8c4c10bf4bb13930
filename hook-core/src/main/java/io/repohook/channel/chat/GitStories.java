package io.repohook.channel.chat;

import io.repohook.channel.Links;
import io.repohook.event.Actor;
import io.repohook.event.Change;
import io.repohook.event.Commit;
import io.repohook.event.CommitAdded;
import io.repohook.event.Push;
import io.repohook.event.Tag;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Tells of pushes, tags and commits. */
final class GitStories {
  private static final String COMMIT = "commit";

  /** As many digits as Arraylake's own line has. */
  private static final int ARRAYLAKE_ID = 6;

  private static final String FOUND_LATER = " (found later: no hook reported it)";

  private final Links links;
  private final Span repository;

  GitStories(Links links, Span repository) {
    this.links = links;
    this.repository = repository;
  }

  Story push(Actor actor, Push push) {
    Span ref = Span.code(Words.ref(push.ref()));
    String kind = push.refType().equals("branch") ? "branch " : "ref ";
    Sentence headline = new Sentence().add(Words.who(actor));
    switch (push.change()) {
      case CREATED -> headline.add(" created ", kind, ref, " in ", repository, with(push));
      case DELETED -> headline.add(" deleted ", kind, ref, " in ", repository);
      case UPDATED, MOVED ->
          headline.add(" pushed ", commits(push), " to ", ref, " in ", repository);
      case REWOUND, FORCED ->
          headline
              .add(push.change() == Change.FORCED ? " forced " : " rewound ", ref, " in ")
              .add(repository, " from ", commit(push.before()), " to ", commit(push.after()))
              .add(with(push));
    }
    if (push.discardedCommits() > 0) {
      headline.add(", discarding ", Words.count(push.discardedCommits(), COMMIT));
    }
    if (push.reconciled()) {
      headline.add(FOUND_LATER);
    }
    return list(headline.line(), push);
  }

  /** The newest first: what was done last is what a room talks about. */
  private Story list(Line headline, Push push) {
    String unlisted = push.unlisted();
    if (unlisted != null) {
      return Story.of(
          headline, List.of(Line.of("Its commits are not known: ", Words.subject(unlisted))));
    }
    List<Commit> newest = new ArrayList<>(push.commits());
    Collections.reverse(newest);
    List<Line> lines = newest.stream().limit(Story.MOST_LINES).map(this::line).toList();
    return Story.of(headline, lines, push.addedCommits() - lines.size(), COMMIT);
  }

  private static String with(Push push) {
    return push.addedCommits() == 0 ? "" : " with " + commits(push);
  }

  private static String commits(Push push) {
    String all = Words.count(push.addedCommits(), COMMIT);
    if (push.newCommits() == push.addedCommits()) {
      return all;
    }
    // The others came to the repository before, by another branch.
    return all + (push.newCommits() == 0 ? " (none new)" : " (" + push.newCommits() + " new)");
  }

  private Line line(Commit commit) {
    String said = said(commit);
    return Line.of(commit(commit.id()), said.isEmpty() ? "" : " " + said);
  }

  private static String said(Commit commit) {
    String subject = Words.subject(commit.message());
    String author = Words.author(commit);
    return author.isEmpty() ? subject : (subject + " – " + author).strip();
  }

  private Span commit(String id) {
    return Span.code(Words.id(id)).to(links.commit(id).orElse(null));
  }

  Story tag(Actor actor, Tag tag) {
    Sentence headline = new Sentence().add(Words.who(actor));
    headline.add(
        switch (tag.change()) {
          case CREATED -> " created";
          case DELETED -> " deleted";
          default -> " moved";
        });
    headline.add(" tag ", Span.code(Words.ref(tag.ref())), " in ", repository);
    if (tag.change() != Change.DELETED) {
      String commit = tag.commit();
      headline.add(
          tag.change() == Change.CREATED ? " at " : " to ",
          commit == null ? Span.code(Words.id(tag.after())) : commit(commit));
    }
    if (tag.reconciled()) {
      headline.add(FOUND_LATER);
    }
    String message = tag.message();
    return Story.of(
        headline.line(), message == null ? List.of() : List.of(Line.of(Words.subject(message))));
  }

  Story added(CommitAdded added) {
    Commit commit = added.commit();
    CommitAdded.Summary summary = added.summary();
    return commit != null
        ? commit(commit, added.ref())
        : summary(summary == null ? new CommitAdded.Summary(0, List.of()) : summary, added.ref());
  }

  /** Where nothing is marked up, it is Arraylake's own line to the letter. */
  private Story commit(Commit commit, String ref) {
    String branch = Words.ref(ref);
    Line headline =
        new Sentence()
            .add("New commit ", commit(commit.id()), " in repository ", repository)
            .add(" on branch ", Span.code(branch))
            .line();
    String id = commit.id().substring(0, Math.min(ARRAYLAKE_ID, commit.id().length()));
    return Story.of(headline, List.of(Line.of(said(commit))))
        .as(
            "New commit %s in repository %s on branch %s."
                .formatted(id, repository.text(), branch));
  }

  private Story summary(CommitAdded.Summary summary, String ref) {
    Line headline =
        new Sentence()
            .add(Words.count(summary.commits(), "new commit"), " in repository ", repository)
            .add(" on branch ", Span.code(Words.ref(ref)))
            .line();
    if (summary.refs().size() < 2) {
      return Story.of(headline);
    }
    List<Line> lines =
        summary.refs().stream().limit(Story.MOST_LINES).map(GitStories::part).toList();
    return Story.of(headline, lines, summary.refs().size() - lines.size(), "branch");
  }

  private static Line part(CommitAdded.Part part) {
    return Line.of(
        Span.code(Words.ref(part.ref())), " " + Words.count(part.commits(), "new commit"));
  }
}

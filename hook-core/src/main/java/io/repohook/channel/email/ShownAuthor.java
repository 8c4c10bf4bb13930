package io.repohook.channel.email;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.repohook.channel.email.mime.Sender;
import io.repohook.config.MailAddress;
import io.repohook.event.Actor;
import io.repohook.event.Commit;
import io.repohook.event.CommitAdded;
import io.repohook.event.Event;
import io.repohook.event.Push;
import io.repohook.event.Signature;
import io.repohook.event.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a mail shows who did what it tells of. Its address is ours in any case. */
enum ShownAuthor {
  /** By name, beside our address. */
  NAME,
  /** By name, and an answer goes to them. */
  REPLY_TO,
  /** Not at all. */
  HIDDEN;

  static final Map<String, ShownAuthor> WORDS =
      Arrays.stream(values()).collect(toUnmodifiableMap(ShownAuthor::word, each -> each));

  private static final String OURSELVES = "Repohook";

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  Sender sender(MailAddress ours, Event event) {
    if (this == HIDDEN) {
      return nobody(ours);
    }
    Signature author = author(event);
    String name = name(event.actor(), author);
    Optional<MailAddress> replyTo =
        this == REPLY_TO ? address(event.actor(), author) : Optional.empty();
    return new Sender(ours, name.isBlank() ? OURSELVES : name, replyTo);
  }

  /** Of a mail that nobody in particular caused. */
  static Sender nobody(MailAddress ours) {
    return new Sender(ours, OURSELVES, Optional.empty());
  }

  private static String name(Actor actor, @Nullable Signature author) {
    if (author != null && !author.name().isBlank()) {
      return author.name();
    }
    return actor.name() == null ? "" : actor.name();
  }

  private static Optional<MailAddress> address(Actor actor, @Nullable Signature author) {
    return Optional.ofNullable(author == null ? actor.email() : author.email())
        .flatMap(MailAddress::parse);
  }

  /** Who wrote the newest commit, or the tag. */
  private static @Nullable Signature author(Event event) {
    if (event.data() instanceof Tag tag) {
      return tag.tagger();
    }
    if (event.data() instanceof CommitAdded added) {
      return added.commit() == null ? null : added.commit().author();
    }
    List<Commit> commits = event.data() instanceof Push push ? push.commits() : List.of();
    return commits.isEmpty() ? null : commits.get(commits.size() - 1).author();
  }
}

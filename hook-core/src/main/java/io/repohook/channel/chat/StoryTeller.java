package io.repohook.channel.chat;

import io.repohook.channel.Build;
import io.repohook.channel.Digest;
import io.repohook.channel.RepositorySettings;
import io.repohook.event.CommitAdded;
import io.repohook.event.Deployment;
import io.repohook.event.EndpointTrouble;
import io.repohook.event.Event;
import io.repohook.event.EventData;
import io.repohook.event.EventType;
import io.repohook.event.FileEvent;
import io.repohook.event.Job;
import io.repohook.event.Ping;
import io.repohook.event.Push;
import io.repohook.event.Repository;
import io.repohook.event.Tag;

/**
 * Tells events of one repository as stories. Whatever they hold, a story is short, and no text in
 * it can do more than be read. Immutable and thread-safe.
 */
final class StoryTeller {
  private final RepositorySettings repository;

  StoryTeller(RepositorySettings repository) {
    this.repository = repository;
  }

  /** The story of an event; the same event always gives the same one. */
  Story tell(Event event) {
    EventData data = event.data();
    Span place = place(event.repository());
    GitStories git = new GitStories(repository.links(), place);
    ArtifactStories artifacts = new ArtifactStories(place);
    if (data instanceof Push push) {
      return git.push(event.actor(), push);
    } else if (data instanceof Tag tag) {
      return git.tag(event.actor(), tag);
    } else if (data instanceof CommitAdded added) {
      return git.added(added);
    } else if (data instanceof FileEvent file) {
      return artifacts.file(event.actor(), file);
    } else if (data instanceof Deployment deployment) {
      return artifacts.deployment(event.actor(), deployment);
    } else if (data instanceof Job job) {
      return JobStories.job(job, place);
    } else if (data instanceof Ping ping) {
      return ping(ping, place);
    } else if (data instanceof EndpointTrouble trouble) {
      return trouble(trouble, place);
    }
    throw new IllegalArgumentException("no story of " + data.type());
  }

  /** The part of an event in a digest, to be kept until {@link #tell(Digest)}. */
  byte[] item(Event event) {
    return DigestStories.item(tell(event).headline());
  }

  /** The story of what gathered. */
  Story tell(Digest digest) {
    return DigestStories.digest(digest, place(digest.repository()));
  }

  /** The story of what a build deployed; of a single deploy its own, which also has its files. */
  Story tell(Build build) {
    return build.sum().deploys() == 1
        ? tell(build.listed().get(0))
        : new BuildStory(place(build.repository())).of(build);
  }

  private Span place(Repository named) {
    return Span.plain(Words.place(named.name())).to(repository.links().repository().orElse(null));
  }

  private static Story ping(Ping ping, Span place) {
    return Story.of(
        Line.of(
            "Repohook can post here: the subscription ",
            Span.code(Words.place(ping.alias())),
            " of ",
            place,
            " works."));
  }

  private static Story trouble(EndpointTrouble trouble, Span place) {
    boolean off = trouble.type() == EventType.SUBSCRIPTION_DISABLED;
    return Story.of(
        Line.of(
            "The subscription ",
            Span.code(Words.place(trouble.alias())),
            " of ",
            place,
            off ? " is switched off: its endpoint answered " : " is failing: ",
            Span.code(Words.name(trouble.reason())),
            " since " + Words.time(trouble.since())));
  }
}

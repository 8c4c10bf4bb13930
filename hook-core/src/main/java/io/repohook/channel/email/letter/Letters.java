package io.repohook.channel.email.letter;

import io.repohook.channel.Build;
import io.repohook.channel.RepositorySettings;
import io.repohook.diff.Diffs;
import io.repohook.event.CommitAdded;
import io.repohook.event.Deployment;
import io.repohook.event.EndpointTrouble;
import io.repohook.event.Event;
import io.repohook.event.EventData;
import io.repohook.event.FileEvent;
import io.repohook.event.Job;
import io.repohook.event.Ping;
import io.repohook.event.Push;
import io.repohook.event.Tag;
import org.jspecify.annotations.Nullable;

/** Says each kind of event as a letter. Immutable and thread-safe. */
public final class Letters {
  private final GitLetters git;
  private final ArtifactLetters artifacts;
  private final BuildLetter builds;

  /**
   * @param diffs makes the diff of an event when its letter shows one
   * @param limits how much of a diff is shown; null for none of it
   */
  public Letters(RepositorySettings repository, Diffs diffs, Diffs.@Nullable Limits limits) {
    this.git = new GitLetters(repository, new ShownDiff(diffs, limits));
    this.artifacts = new ArtifactLetters(repository.links());
    this.builds = new BuildLetter(repository.links());
  }

  /** What a mail says of this event. */
  public Letter of(Event event) {
    EventData data = event.data();
    if (data instanceof Push push) {
      return git.push(event, push);
    } else if (data instanceof CommitAdded added) {
      return git.commit(event, added);
    } else if (data instanceof Tag tag) {
      return git.tag(event, tag);
    } else if (data instanceof FileEvent file) {
      return artifacts.file(event, file);
    } else if (data instanceof Deployment deployment) {
      return artifacts.deployment(event, deployment);
    } else if (data instanceof Job job) {
      return JobLetter.of(event, job);
    } else if (data instanceof Ping ping) {
      return NoticeLetters.ping(event, ping);
    } else if (data instanceof EndpointTrouble trouble) {
      return NoticeLetters.trouble(event, trouble);
    }
    throw new AssertionError("no letter of " + event.type());
  }

  /** What a mail says of a build; of a single deploy what it says of that. */
  public Letter of(Build build) {
    return build.sum().deploys() == 1 ? of(build.listed().get(0)) : builds.of(build);
  }
}

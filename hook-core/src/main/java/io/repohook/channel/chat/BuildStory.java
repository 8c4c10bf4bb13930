package io.repohook.channel.chat;

import io.repohook.channel.Build;
import io.repohook.channel.BuildSum;
import io.repohook.channel.ByteSize;
import io.repohook.event.Deployment;
import io.repohook.event.Event;
import java.util.ArrayList;
import java.util.List;

/** Tells of the modules that a build deployed: of each what it is called, and how much it was. */
final class BuildStory {
  /** As a digest has: each is an event. */
  private static final int MOST_LINES = 40;

  private static final String MODULE = "module";
  private static final String DEPLOY = "deploy";

  private final Span repository;

  BuildStory(Span repository) {
    this.repository = repository;
  }

  Story of(Build build) {
    BuildSum sum = build.sum();
    Sentence headline =
        new Sentence()
            .add(ArtifactStories.who(build.actor()), " deployed ", Span.strong(modules(sum)))
            .add(" to ", repository);
    if (sum.deploys() > sum.modules()) {
      headline.add(" in ", Words.count(sum.deploys(), DEPLOY));
    }
    headline.add(": ", amount(sum.files(), sum.size()));
    if (!sum.complete()) {
      headline.add(" (" + incomplete(sum) + ")");
    }
    List<Line> lines = new ArrayList<>();
    build.listed().stream().limit(MOST_LINES).map(BuildStory::line).forEach(lines::add);
    return Story.of(
        headline.line(),
        lines,
        sum.deploys() - lines.size(),
        sum.deploys() > sum.modules() ? DEPLOY : MODULE);
  }

  /** {@code 4 modules of com.example 3.0}, as far as they have these in common. */
  private static String modules(BuildSum sum) {
    StringBuilder text = new StringBuilder(Words.count(sum.modules(), MODULE));
    if (sum.group() != null) {
      text.append(" of ").append(Words.name(sum.group()));
    }
    if (sum.version() != null) {
      text.append(sum.group() == null ? " of version " : " ").append(Words.name(sum.version()));
    }
    return text.toString();
  }

  private static String incomplete(BuildSum sum) {
    return sum.incomplete() == sum.deploys()
        ? "all of them stopped half-way"
        : sum.incomplete() + " of them stopped half-way";
  }

  private static Line line(Event deploy) {
    Deployment deployment = Build.deployment(deploy);
    return Line.of(
        Span.code(ArtifactStories.name(deployment.coordinates())),
        " – " + amount(deployment.files().size(), deployment.size()),
        deployment.complete() ? "" : " (it stopped half-way)");
  }

  private static String amount(int files, long size) {
    return Words.count(files, "file") + (size == 0 ? "" : ", " + ByteSize.text(size));
  }
}

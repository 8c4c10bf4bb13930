package io.repohook.channel.email.letter;

import io.repohook.channel.Build;
import io.repohook.channel.BuildSum;
import io.repohook.channel.ByteSize;
import io.repohook.channel.Links;
import io.repohook.event.Actor;
import io.repohook.event.Coordinates;
import io.repohook.event.Deployment;
import io.repohook.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The letter of a build: its modules in one list. */
final class BuildLetter {
  /** More than most builds have; a person reads no more. */
  private static final int LISTED = 500;

  /** The amounts stand below each other unless a name is longer. */
  private static final int WIDEST = 60;

  private final Links links;

  BuildLetter(Links links) {
    this.links = links;
  }

  Letter of(Build build) {
    BuildSum sum = build.sum();
    String who = who(build.actor());
    String what = ArtifactLetters.line(who + " deployed " + modules(sum));
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Text(what + " to " + build.repository().name() + "."));
    if (!sum.complete()) {
      blocks.add(
          new Block.Text(
              "The build is not complete: "
                  + incomplete(sum)
                  + " stopped half-way. Not all of their files may be there."));
    }
    blocks.add(new Block.Facts(facts(build)));
    blocks.add(new Block.Heading(Counted.of(sum.deploys(), noun(sum))));
    blocks.add(new Block.Listing(lines(build)));
    String subject = sum.complete() ? what : what + ", " + incomplete(sum) + " in part";
    return new Letter(subject, "build " + Objects.requireNonNullElse(sum.group(), who), blocks);
  }

  private static String who(Actor actor) {
    return actor.name() != null
        ? actor.name()
        : Objects.requireNonNullElse(actor.address(), "Somebody");
  }

  /** {@code 4 modules of com.example 3.0}, as far as they have these in common. */
  private static String modules(BuildSum sum) {
    String of = sum.group() == null ? "" : " of " + sum.group();
    String version =
        sum.version() == null ? "" : (of.isEmpty() ? " of version " : " ") + sum.version();
    return Counted.of(sum.modules(), "module") + of + version;
  }

  private static String incomplete(BuildSum sum) {
    return sum.incomplete() == sum.deploys() ? "all of them" : sum.incomplete() + " of them";
  }

  /** One that was deployed twice is one module in two deploys. */
  private static String noun(BuildSum sum) {
    return sum.deploys() > sum.modules() ? "deploy" : "module";
  }

  private List<Block.Fact> facts(Build build) {
    BuildSum sum = build.sum();
    List<Block.Fact> facts = new ArrayList<>();
    if (sum.group() != null) {
      facts.add(new Block.Fact("group", sum.group()));
    }
    if (sum.version() != null) {
      facts.add(new Block.Fact("version", sum.version()));
    }
    facts.add(ArtifactLetters.repository(build.repository(), links));
    facts.addAll(ArtifactLetters.who(build.actor()));
    String files = Counted.of(sum.files(), "file");
    facts.add(
        new Block.Fact(
            "files", sum.size() == 0 ? files : files + ", " + ArtifactLetters.size(sum.size())));
    return facts;
  }

  private static List<String> lines(Build build) {
    List<Event> shown = build.listed().subList(0, Math.min(LISTED, build.listed().size()));
    List<String> names = shown.stream().map(BuildLetter::name).toList();
    int width =
        names.stream().mapToInt(String::length).filter(each -> each <= WIDEST).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      String name = names.get(i);
      lines.add(
          "  "
              + name
              + " ".repeat(Math.max(0, width - name.length()))
              + "  "
              + amount(Build.deployment(shown.get(i))));
    }
    int more = build.sum().deploys() - shown.size();
    if (more > 0) {
      lines.add("  and " + more + " more");
    }
    return lines;
  }

  /** Of a snapshot also which one. */
  private static String name(Event deploy) {
    Coordinates of = Build.deployment(deploy).coordinates();
    String snapshot = of.snapshotVersion();
    return ArtifactLetters.line(snapshot == null ? of.toString() : of + " (" + snapshot + ")");
  }

  private static String amount(Deployment deployment) {
    return Counted.of(deployment.files().size(), "file")
        + (deployment.size() == 0 ? "" : ", " + ByteSize.text(deployment.size()))
        + (deployment.complete() ? "" : ", stopped half-way");
  }
}

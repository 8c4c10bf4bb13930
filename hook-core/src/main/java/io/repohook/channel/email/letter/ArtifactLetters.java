package io.repohook.channel.email.letter;

import io.repohook.channel.ByteSize;
import io.repohook.channel.Links;
import io.repohook.event.Actor;
import io.repohook.event.ArtifactFile;
import io.repohook.event.Coordinates;
import io.repohook.event.Deployment;
import io.repohook.event.Event;
import io.repohook.event.FileChange;
import io.repohook.event.FileEvent;
import io.repohook.event.Repository;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Letters of files and deploys. */
final class ArtifactLetters {
  /** Of the files that went with a folder, or came with a deploy. */
  private static final int LISTED = 200;

  /** Of a name within a sentence; the whole one is among the facts. */
  private static final int NAME = 500;

  private final Links links;

  ArtifactLetters(Links links) {
    this.links = links;
  }

  Letter file(Event event, FileEvent data) {
    ArtifactFile file = data.file();
    String what = what(file.change());
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Text(line(file.path()) + " was " + what + " " + where(file.change(), event)));
    List<Block.Fact> facts = new ArrayList<>();
    facts.add(new Block.Fact("path", file.path()));
    Coordinates coordinates = data.coordinates();
    if (coordinates != null) {
      facts.addAll(artifact(coordinates));
    }
    facts.add(repository(event));
    Long size = file.size();
    if (size != null) {
      facts.add(new Block.Fact("size", size(size)));
    }
    facts.addAll(who(event.actor()));
    if (data.userAgent() != null) {
      facts.add(new Block.Fact("client", data.userAgent()));
    }
    data.checksums().forEach((name, value) -> facts.add(new Block.Fact(name, value)));
    blocks.add(new Block.Facts(facts));
    if (!data.removed().isEmpty()) {
      blocks.add(new Block.Heading("With it went"));
      blocks.add(new Block.Listing(listed(data.removed())));
    }
    String name = file.path().substring(file.path().lastIndexOf('/', file.path().length() - 2) + 1);
    return new Letter(name + " " + what, thread(coordinates, file.path()), blocks);
  }

  private static String what(FileChange change) {
    return switch (change) {
      case CREATED, UPLOADED -> "uploaded";
      case OVERWRITTEN -> "uploaded again";
      case DOWNLOADED -> "downloaded";
      case DELETED -> "deleted";
    };
  }

  private static String where(FileChange change, Event event) {
    String preposition =
        switch (change) {
          case CREATED, UPLOADED, OVERWRITTEN -> "to ";
          case DOWNLOADED, DELETED -> "from ";
        };
    return preposition + event.repository().name() + ".";
  }

  Letter deployment(Event event, Deployment deployment) {
    String coordinates = deployment.coordinates().toString();
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Text(
            line(coordinates)
                + (deployment.complete() ? " was deployed to " : " was deployed in part only to ")
                + event.repository().name()
                + "."));
    List<Block.Fact> facts = new ArrayList<>(artifact(deployment.coordinates()));
    facts.add(repository(event));
    facts.addAll(who(event.actor()));
    String files = Counted.of(deployment.files().size(), "file");
    facts.add(
        new Block.Fact(
            "files", deployment.size() == 0 ? files : files + ", " + size(deployment.size())));
    blocks.add(new Block.Facts(facts));
    blocks.add(
        new Block.Listing(listed(deployment.files().stream().map(ArtifactLetters::line).toList())));
    return new Letter(
        coordinates + (deployment.complete() ? " deployed" : " deployed in part"),
        thread(deployment.coordinates(), coordinates),
        blocks);
  }

  /** All versions of an artifact are one conversation. */
  private static String thread(@Nullable Coordinates of, String path) {
    return of == null ? path : of.group() + ":" + of.artifact();
  }

  private static List<Block.Fact> artifact(Coordinates coordinates) {
    List<Block.Fact> facts = new ArrayList<>();
    facts.add(new Block.Fact("artifact", coordinates.toString()));
    if (coordinates.snapshotVersion() != null) {
      facts.add(new Block.Fact("snapshot", coordinates.snapshotVersion()));
    }
    return facts;
  }

  private Block.Fact repository(Event event) {
    return repository(event.repository(), links);
  }

  static Block.Fact repository(Repository repository, Links links) {
    return new Block.Fact("repository", repository.name(), links.repository().orElse(null));
  }

  /** {@code 2.2 kB (2,239 bytes)}. */
  static String size(long bytes) {
    String text = ByteSize.text(bytes);
    return bytes < 1000 ? text : String.format(Locale.ROOT, "%s (%,d bytes)", text, bytes);
  }

  static String line(String name) {
    return Printable.line(name, NAME);
  }

  private static String line(ArtifactFile file) {
    Long size = file.size();
    return file.path() + (size == null ? "" : ", " + ByteSize.text(size));
  }

  static List<Block.Fact> who(Actor actor) {
    List<Block.Fact> facts = new ArrayList<>();
    if (actor.name() != null) {
      facts.add(new Block.Fact("by", actor.name()));
    }
    if (actor.address() != null) {
      facts.add(new Block.Fact("from", actor.address()));
    }
    return facts;
  }

  private static List<String> listed(List<String> all) {
    List<String> lines = new ArrayList<>();
    all.subList(0, Math.min(LISTED, all.size())).forEach(each -> lines.add("  " + each));
    if (all.size() > LISTED) {
      lines.add("  and " + (all.size() - LISTED) + " more");
    }
    return lines;
  }
}

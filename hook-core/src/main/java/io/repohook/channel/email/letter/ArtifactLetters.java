package io.repohook.channel.email.letter;

import io.repohook.event.ArtifactFile;
import io.repohook.event.Coordinates;
import io.repohook.event.Deployment;
import io.repohook.event.Event;
import io.repohook.event.FileChange;
import io.repohook.event.FileEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Letters of files and deploys. */
final class ArtifactLetters {
  /** Of the files that went with a folder, or came with a deploy. */
  private static final int LISTED = 200;

  private ArtifactLetters() {}

  static Letter file(Event event, FileEvent data) {
    ArtifactFile file = data.file();
    String what = what(file.change());
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Text(file.path() + " was " + what + " " + where(file.change(), event)));
    List<Block.Fact> facts = new ArrayList<>();
    facts.add(new Block.Fact("path", file.path()));
    Coordinates coordinates = data.coordinates();
    if (coordinates != null) {
      facts.add(new Block.Fact("artifact", coordinates.toString()));
    }
    Long size = file.size();
    if (size != null) {
      facts.add(new Block.Fact("size", size + " bytes"));
    }
    facts.addAll(who(event));
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

  static Letter deployment(Event event, Deployment deployment) {
    String coordinates = deployment.coordinates().toString();
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Text(
            coordinates
                + (deployment.complete() ? " was deployed to " : " was deployed in part only to ")
                + event.repository().name()
                + "."));
    List<Block.Fact> facts = new ArrayList<>(who(event));
    facts.add(new Block.Fact("size", deployment.size() + " bytes"));
    String snapshot = deployment.coordinates().snapshotVersion();
    if (snapshot != null) {
      facts.add(new Block.Fact("snapshot", snapshot));
    }
    blocks.add(new Block.Facts(facts));
    blocks.add(
        new Block.Listing(
            listed(
                deployment.files().stream()
                    .map(
                        each ->
                            each.path()
                                + (each.size() == null ? "" : ", " + each.size() + " bytes"))
                    .toList())));
    return new Letter(
        coordinates + (deployment.complete() ? " deployed" : " deployed in part"),
        thread(deployment.coordinates(), coordinates),
        blocks);
  }

  /** All versions of an artifact are one conversation. */
  private static String thread(@Nullable Coordinates of, String path) {
    return of == null ? path : of.group() + ":" + of.artifact();
  }

  private static List<Block.Fact> who(Event event) {
    List<Block.Fact> facts = new ArrayList<>();
    if (event.actor().name() != null) {
      facts.add(new Block.Fact("by", event.actor().name()));
    }
    if (event.actor().address() != null) {
      facts.add(new Block.Fact("from", event.actor().address()));
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

package io.repohook.channel.chat;

import io.repohook.channel.ByteSize;
import io.repohook.event.Actor;
import io.repohook.event.ArtifactFile;
import io.repohook.event.Coordinates;
import io.repohook.event.Deployment;
import io.repohook.event.FileEvent;
import java.util.ArrayList;
import java.util.List;

/** Tells of files and of what was deployed. */
final class ArtifactStories {
  private static final String FILE = "file";

  private final Span repository;

  ArtifactStories(Span repository) {
    this.repository = repository;
  }

  Story file(Actor actor, FileEvent event) {
    ArtifactFile file = event.file();
    Sentence headline = new Sentence().add(who(actor));
    Span path = Span.code(Words.place(file.path()));
    switch (file.change()) {
      case CREATED, UPLOADED -> headline.add(" uploaded ", path, " to ");
      case OVERWRITTEN -> headline.add(" uploaded ", path, " again to ");
      case DOWNLOADED -> headline.add(" downloaded ", path, " from ");
      case DELETED -> headline.add(" deleted ", path, " from ");
    }
    headline.add(repository);
    Long size = file.size();
    if (size != null) {
      headline.add(" (" + ByteSize.text(size) + ")");
    }
    List<Line> lines = new ArrayList<>();
    Coordinates coordinates = event.coordinates();
    if (coordinates != null) {
      lines.add(Line.of(name(coordinates)));
    }
    event.removed().stream()
        .limit(Story.MOST_LINES - lines.size())
        .forEach(each -> lines.add(Line.of(Span.code(Words.place(each)))));
    int listed = lines.size() - (coordinates == null ? 0 : 1);
    return Story.of(headline.line(), lines, event.removed().size() - listed, FILE);
  }

  Story deployment(Actor actor, Deployment deployment) {
    Sentence headline =
        new Sentence()
            .add(who(actor), " deployed ")
            .add(Span.strong(name(deployment.coordinates())), " to ")
            .add(repository, ": ", Words.count(deployment.files().size(), FILE));
    if (deployment.size() > 0) {
      headline.add(", ", ByteSize.text(deployment.size()));
    }
    if (!deployment.complete()) {
      headline.add(" (it stopped half-way)");
    }
    List<Line> lines =
        deployment.files().stream().limit(Story.MOST_LINES).map(ArtifactStories::line).toList();
    return Story.of(headline.line(), lines, deployment.files().size() - lines.size(), FILE);
  }

  /** Downloads seldom need an account: who asked from where is then all there is. */
  static Span who(Actor actor) {
    String address = actor.address();
    return actor.name() == null && address != null
        ? Span.plain(Words.name(address))
        : Words.who(actor);
  }

  /** Of a snapshot also which one. */
  static String name(Coordinates coordinates) {
    String snapshot = coordinates.snapshotVersion();
    return Words.place(coordinates.toString())
        + (snapshot == null ? "" : " (" + Words.place(snapshot) + ")");
  }

  private static Line line(ArtifactFile file) {
    String path = file.path();
    Long size = file.size();
    return Line.of(
        Span.code(Words.place(path.substring(path.lastIndexOf('/') + 1))),
        size == null ? "" : " " + ByteSize.text(size));
  }
}

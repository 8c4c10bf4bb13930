package io.repohook.route.filter;

import io.repohook.event.ArtifactFile;
import io.repohook.event.Commit;
import io.repohook.event.Deployment;
import io.repohook.event.Event;
import io.repohook.event.FileEvent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files that commits add, remove or modify, and those of an artifact repository. */
final class PathTrait implements Trait {
  @Override
  public String key() {
    return "paths";
  }

  @Override
  public Optional<List<List<String>>> of(Event event) {
    if (event.data() instanceof FileEvent file) {
      return Optional.of(
          Stream.concat(Stream.of(file.file().path()), file.removed().stream())
              .map(List::of)
              .toList());
    }
    if (event.data() instanceof Deployment deployment) {
      return Optional.of(
          deployment.files().stream().map(ArtifactFile::path).map(List::of).toList());
    }
    return Commits.of(event)
        .filter(commits -> commits.stream().noneMatch(Commit::filesTruncated))
        .map(commits -> commits.stream().flatMap(PathTrait::files).map(List::of).toList());
  }

  private static Stream<String> files(Commit commit) {
    return Stream.of(commit.added(), commit.removed(), commit.modified())
        .flatMap(each -> each.stream());
  }
}

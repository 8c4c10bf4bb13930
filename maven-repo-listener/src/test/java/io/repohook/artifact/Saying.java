package io.repohook.artifact;

import io.repohook.event.ArtifactFile;
import io.repohook.event.Deployment;
import io.repohook.event.Event;
import io.repohook.event.FileEvent;
import java.util.List;

/** Events in words. */
public final class Saying {
  private Saying() {}

  /** An event in one line, as a person would say it. */
  public static String say(Event event) {
    String who = String.valueOf(event.actor().name());
    if (event.data() instanceof Deployment deployment) {
      List<String> files = deployment.files().stream().map(Saying::say).toList();
      return "%s %s by %s%s %s"
          .formatted(
              event.type(),
              deployment.coordinates(),
              who,
              deployment.complete() ? "" : ", incomplete",
              files);
    }
    FileEvent file = (FileEvent) event.data();
    return "%s %s by %s, %s, %s"
        .formatted(
            event.type(),
            file.file().path(),
            who,
            file.file().change().wireName(),
            file.file().size());
  }

  private static String say(ArtifactFile file) {
    return file.path().substring(file.path().lastIndexOf('/') + 1) + " " + file.size();
  }
}

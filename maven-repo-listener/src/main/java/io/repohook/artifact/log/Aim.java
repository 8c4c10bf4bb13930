package io.repohook.artifact.log;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a request is about, as seen from one repository.
 *
 * @param path in the repository; of what comes from elsewhere, that to which it comes, with a slash
 *     at the end if it is a folder
 * @param destination in the repository; null when there is none
 */
record Aim(Line.Method method, String path, @Nullable String destination) {

  /**
   * What these mean for a repository; empty when they are about others.
   *
   * @param method null when it is of no interest
   * @param destination null when unknown
   */
  static Optional<Aim> of(
      Interest interest,
      Line.@Nullable Method method,
      String target,
      @Nullable String destination) {
    if (method == null) {
      return Optional.empty();
    }
    Optional<String> path = interest.path(target);
    String to =
        destination == null || !method.carries() ? null : interest.path(destination).orElse(null);
    if (path.isEmpty() && to != null) {
      // From elsewhere on the server: what becomes of that is not to be told here. A folder is one.
      boolean folder = UrlPath.of(target).filter(from -> from.endsWith("/")).isPresent();
      String from = folder && !to.endsWith("/") ? to + "/" : to;
      return Optional.of(new Aim(Line.Method.COPY, from, to));
    }
    return path.map(here -> new Aim(method, here, to));
  }
}

package io.repohook.servlet;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the container's configuration says of the filter, in its init-params.
 *
 * @param spool the service's spool, absolute
 * @param places where the repositories are, the longest path first
 * @param basicUsers whether the name of Basic authentication is believed where the container itself
 *     knows of no user
 */
record FilterSettings(Path spool, List<Place> places, boolean basicUsers) {
  private static final String SPOOL = "spool";
  private static final String REPOSITORIES = "repositories";
  private static final String USER = "user";
  private static final Set<String> KEYS = Set.of(SPOOL, REPOSITORIES, USER);

  /**
   * A repository.
   *
   * @param repository its name
   * @param prefix the path of the server below which it is; begins and ends with a slash
   */
  record Place(String repository, String prefix) {}

  FilterSettings {
    places =
        places.stream()
            .sorted(Comparator.comparingInt((Place each) -> each.prefix().length()).reversed())
            .toList();
  }

  /** The place that a path lies in. */
  Optional<Place> place(String path) {
    for (Place each : places) {
      if (path.startsWith(each.prefix())) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /**
   * Reads init-params.
   *
   * @throws WrongSettingsException when they are wrong
   */
  static FilterSettings read(Map<String, String> parameters) throws WrongSettingsException {
    for (String key : new TreeSet<>(parameters.keySet())) {
      if (!KEYS.contains(key)) {
        throw new WrongSettingsException(
            "there is no init-param '" + key + "': write spool, repositories or user");
      }
    }
    return new FilterSettings(
        spool(parameters.getOrDefault(SPOOL, "").strip()),
        places(parameters.getOrDefault(REPOSITORIES, "").strip()),
        basicUsers(parameters.getOrDefault(USER, "container").strip()));
  }

  private static Path spool(String written) throws WrongSettingsException {
    try {
      Path path = Path.of(written);
      if (path.isAbsolute()) {
        return path;
      }
    } catch (InvalidPathException e) {
      // Told below.
    }
    throw new WrongSettingsException(
        (written.isEmpty()
                ? "the init-param 'spool' is missing"
                : "the init-param 'spool' is no absolute path: " + written)
            + "; write the spool of repohook.yaml, such as /var/spool/repohook");
  }

  private static List<Place> places(String written) throws WrongSettingsException {
    if (written.isEmpty()) {
      throw new WrongSettingsException(
          "the init-param 'repositories' is missing; write NAME=PATH, such as releases=/releases/");
    }
    List<Place> places = new ArrayList<>();
    for (String each : written.split("[\\s,]+")) {
      int equals = each.indexOf('=');
      String path = each.substring(equals + 1);
      if (equals < 1 || !path.startsWith("/")) {
        throw new WrongSettingsException(
            "the init-param 'repositories' has '%s'; write NAME=PATH, such as releases=/releases/, with commas between"
                .formatted(each));
      }
      Place place = new Place(each.substring(0, equals), path.endsWith("/") ? path : path + "/");
      if (places.stream().anyMatch(other -> other.prefix().equals(place.prefix()))) {
        throw new WrongSettingsException(
            "the init-param 'repositories' has %s twice; write it once".formatted(place.prefix()));
      }
      places.add(place);
    }
    return places;
  }

  private static boolean basicUsers(String written) throws WrongSettingsException {
    return switch (written) {
      case "container" -> false;
      case "basic" -> true;
      default ->
          throw new WrongSettingsException(
              "the init-param 'user' is '" + written + "'; write container or basic");
    };
  }
}

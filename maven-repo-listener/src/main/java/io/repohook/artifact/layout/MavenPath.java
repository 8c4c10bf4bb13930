package io.repohook.artifact.layout;

import io.repohook.event.Coordinates;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a path of Maven's repository layout: {@code GROUP/ARTIFACT/VERSION/FILE}, the group's dots
 * as slashes, the file's name {@code ARTIFACT-VERSION[-CLASSIFIER].EXTENSION}. In a snapshot's
 * folder the name has the snapshot's time and number in place of {@code SNAPSHOT}.
 */
final class MavenPath {
  private static final String SNAPSHOT = "SNAPSHOT";
  private static final String METADATA = "maven-metadata.xml";

  /** What Maven allows in the names of groups and artifacts. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]+");

  /** Maven forbids in a version what Windows forbids in a file's name. */
  private static final Pattern VERSION = Pattern.compile("[^\\s\\\\/:\"<>|?*\\p{Cntrl}]+");

  private static final Pattern CHECKSUM = Pattern.compile("(.+)\\.(md5|sha1|sha256|sha512)");
  private static final Pattern SIGNATURE = Pattern.compile("(.+)\\.(asc|sig|sigstore(\\.json)?)");

  /** {@code 20261122.013020-1}: when, and which of that version. */
  private static final Pattern TIMESTAMP = Pattern.compile("\\d{8}\\.\\d{6}-\\d+");

  /** After a classifier, which may have dots itself, only these extensions have more than one. */
  private static final Pattern TAIL =
      Pattern.compile("-(?<classifier>[^/]+?)\\.(?<extension>(tar\\.)?[A-Za-z0-9_+]+)");

  /**
   * What no group or artifact is called: a folder's path alone does not say how its parts are
   * meant. Versions of other kinds, such as {@code r09}, cannot be told from those.
   */
  private static final Pattern SURELY_VERSION = Pattern.compile("\\d+([.-].*)?|.+-" + SNAPSHOT);

  private MavenPath() {}

  static Meaning read(String path) {
    Matcher checksum = CHECKSUM.matcher(path);
    boolean summed = checksum.matches();
    String signed = summed ? checksum.group(1) : path;
    Matcher signature = SIGNATURE.matcher(signed);
    boolean accessory = summed || signature.matches();
    String main = signature.matches() ? signature.group(1) : signed;

    Meaning meaning = readMain(main);
    // A checksum of a file outside the layout stays a file like any other: nobody else says so.
    return accessory && meaning instanceof Meaning.Artifact ? new Meaning.Accessory() : meaning;
  }

  private static Meaning readMain(String path) {
    String[] parts = path.split("/", -1);
    int last = parts.length - 1;
    if (!Arrays.stream(parts, 0, last).allMatch(part -> VERSION.matcher(part).matches())) {
      return new Meaning.Plain();
    }
    if (parts[last].equals(METADATA)) {
      return metadata(parts, last);
    }
    boolean folder = parts[last].isEmpty();
    if (last < 3 || (folder && !SURELY_VERSION.matcher(parts[last - 1]).matches())) {
      return new Meaning.Plain();
    }
    String artifact = parts[last - 2];
    String version = parts[last - 1];
    String group = String.join(".", Arrays.copyOf(parts, last - 2));
    if (!ID.matcher(group).matches() || !ID.matcher(artifact).matches()) {
      return new Meaning.Plain();
    }
    if (folder) {
      return new Meaning.Version(new Coordinates(group, artifact, version, null));
    }
    return file(group, artifact, version, parts[last])
        .<Meaning>map(each -> each)
        .orElseGet(Meaning.Plain::new);
  }

  private static Meaning metadata(String[] parts, int last) {
    if (last >= 3 && parts[last - 1].endsWith("-" + SNAPSHOT)) {
      return new Meaning.Accessory();
    }
    if (last < 2) {
      return new Meaning.Accessory(); // A group's list of plugins.
    }
    return new Meaning.VersionList(
        String.join(".", Arrays.copyOf(parts, last - 1)), parts[last - 1]);
  }

  private static Optional<Meaning.Artifact> file(
      String group, String artifact, String version, String name) {
    if (!name.startsWith(artifact + "-")) {
      return Optional.empty();
    }
    String rest = name.substring(artifact.length() + 1);
    if (rest.startsWith(version)) {
      return tail(
          new Coordinates(group, artifact, version, null), rest.substring(version.length()));
    }
    if (!version.endsWith("-" + SNAPSHOT)) {
      return Optional.empty();
    }
    String base = version.substring(0, version.length() - SNAPSHOT.length());
    if (!rest.startsWith(base)) {
      return Optional.empty();
    }
    Matcher timestamp = TIMESTAMP.matcher(rest).region(base.length(), rest.length());
    if (!timestamp.lookingAt()) {
      return Optional.empty();
    }
    String snapshot = rest.substring(0, timestamp.end());
    return tail(
        new Coordinates(group, artifact, version, snapshot), rest.substring(timestamp.end()));
  }

  private static Optional<Meaning.Artifact> tail(Coordinates coordinates, String tail) {
    if (tail.startsWith(".") && tail.length() > 1) {
      return artifact(coordinates, null, tail.substring(1));
    }
    Matcher matcher = TAIL.matcher(tail);
    return matcher.matches()
        ? artifact(coordinates, matcher.group("classifier"), matcher.group("extension"))
        : Optional.empty();
  }

  private static Optional<Meaning.Artifact> artifact(
      Coordinates coordinates, @Nullable String classifier, String extension) {
    return Optional.of(new Meaning.Artifact(coordinates, classifier, extension));
  }
}

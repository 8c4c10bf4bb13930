package io.repohook.outbox;

import io.repohook.channel.Downloads;
import io.repohook.event.ArtifactFile;
import io.repohook.event.Coordinates;
import io.repohook.event.FileEvent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often one artifact was downloaded, and from how many addresses. All snapshots of a version
 * are one artifact; a file without coordinates is one of its own. Confined to one thread.
 */
public final class DownloadCount {
  /** An artifact has a dozen; a folder of snapshots may have any number. */
  private static final int MOST_FILES = 50;

  private final String thing;
  private final @Nullable Coordinates coordinates;
  private final Map<String, Downloads.File> files = new LinkedHashMap<>();
  private final Addresses addresses;
  private long downloads;

  private DownloadCount(String thing, @Nullable Coordinates coordinates, Addresses addresses) {
    this.thing = thing;
    this.coordinates = coordinates;
    this.addresses = addresses;
  }

  /** Of what this event is about, still without the event itself. */
  public static DownloadCount of(FileEvent event) {
    Coordinates of = event.coordinates();
    return new DownloadCount(
        thing(event),
        of == null ? null : new Coordinates(of.group(), of.artifact(), of.version(), null),
        Addresses.none());
  }

  /** As it was kept. */
  public static DownloadCount of(
      String thing,
      @Nullable Coordinates coordinates,
      long downloads,
      List<Downloads.File> files,
      Addresses addresses) {
    DownloadCount count = new DownloadCount(thing, coordinates, addresses);
    count.downloads = downloads;
    files.forEach(count::add);
    return count;
  }

  /** Names what this event is about: what has one name is counted together. */
  public static String thing(FileEvent event) {
    Coordinates of = event.coordinates();
    // No group begins with a slash.
    return of == null ? "/" + event.file().path() : of.toString();
  }

  /**
   * Counts a download.
   *
   * @param address the client's; null when the source does not know it
   */
  public void add(FileEvent event, @Nullable String address) {
    ArtifactFile file = event.file();
    downloads++;
    add(new Downloads.File(file.path(), file.classifier(), file.extension(), 1));
    if (address != null) {
      addresses.add(address);
    }
  }

  /** Adds what another one counted of the same thing. */
  public void add(DownloadCount other) {
    downloads += other.downloads;
    other.files.values().forEach(this::add);
    addresses.add(other.addresses);
  }

  private void add(Downloads.File file) {
    if (files.size() < MOST_FILES || files.containsKey(file.path())) {
      files.merge(file.path(), file, Downloads.File::plus);
    }
  }

  /** See {@link #thing(FileEvent)}. */
  public String thing() {
    return thing;
  }

  /** Null for a file that has none. */
  public @Nullable Coordinates coordinates() {
    return coordinates;
  }

  public long downloads() {
    return downloads;
  }

  /** Its files, as far as they are listed, in the order in which they came. */
  public Collection<Downloads.File> files() {
    return files.values();
  }

  public Addresses addresses() {
    return addresses;
  }
}

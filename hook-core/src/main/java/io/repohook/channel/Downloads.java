package io.repohook.channel;

import io.repohook.event.Coordinates;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The downloads of a digest, which are counted instead of listed one by one.
 *
 * @param total how many there were
 * @param artifacts how many different things were downloaded, listed or not
 * @param addresses from how many different addresses
 * @param listed the things that were downloaded most, the first one most often
 */
public record Downloads(long total, int artifacts, Estimate addresses, List<Thing> listed) {

  public Downloads {
    listed = List.copyOf(listed);
  }

  /** Whether more was downloaded than is listed. */
  public boolean truncated() {
    return listed.size() < artifacts;
  }

  /**
   * An artifact with all its files, or a file that has no coordinates.
   *
   * @param coordinates without a snapshot's own version: all of them are one thing; null for a file
   *     without
   * @param downloads of all files
   * @param files the ones that are known, the most wanted first; never empty
   */
  public record Thing(
      @Nullable Coordinates coordinates, long downloads, Estimate addresses, List<File> files) {

    public Thing {
      files = List.copyOf(files);
    }

    /** What a person calls it: {@code group:artifact:version}, or the path. */
    public String name() {
      return coordinates == null ? files.get(0).path() : coordinates.toString();
    }
  }

  /**
   * A file that was downloaded.
   *
   * @param classifier null where the path has none
   * @param extension null where the path has no coordinates
   */
  public record File(
      String path, @Nullable String classifier, @Nullable String extension, long downloads) {

    /** The same file, downloaded more often. */
    public File plus(File more) {
      return new File(path, classifier, extension, downloads + more.downloads);
    }
  }
}

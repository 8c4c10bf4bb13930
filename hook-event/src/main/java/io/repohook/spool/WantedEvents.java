package io.repohook.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.repohook.event.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which events of artifact repositories somebody wants to hear of: the service keeps it in a file
 * in the spool, for sources inside the repositories' servers, which need not write what nobody
 * reads.
 *
 * <pre>
 * repohook-wanted 1
 * artifact.deployed,artifact.deleted releases
 * - snapshots
 * end
 * </pre>
 *
 * <p>A repository that is not in it, as a file that is not there, means that all is wanted.
 */
public final class WantedEvents {
  /** The file's name; no spool file has such a one. */
  static final String FILE = "wanted-artifacts";

  private static final String FIRST = "repohook-wanted 1";
  private static final String LAST = "end";
  private static final String NONE = "-";
  private static final int ROOT = 0;

  /** Nobody has said what is wanted: all is. */
  public static final WantedEvents ALL = new WantedEvents(Map.of());

  private final Map<String, Set<EventType>> byRepository;

  /**
   * @param byRepository the types that are wanted of each repository
   */
  public WantedEvents(Map<String, Set<EventType>> byRepository) {
    this.byRepository = new TreeMap<>(byRepository);
  }

  /** Whether one of the types is wanted of that repository. */
  public boolean any(String repository, Set<EventType> types) {
    Set<EventType> wanted = byRepository.get(repository);
    // Asked with each request of a host: no stream, which costs more than the answer.
    if (wanted == null) {
      return true;
    }
    for (EventType each : types) {
      if (wanted.contains(each)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Puts them into the spool in place of what was there, unless it says the same already, or
   * neither says anything. For the spool's owner, and root.
   */
  public void keep(Path spool) throws IOException {
    Path file = spool.resolve(FILE);
    String text = text();
    if (byRepository.isEmpty() && !Files.exists(file, NOFOLLOW_LINKS)) {
      return;
    }
    if (Files.isRegularFile(file, NOFOLLOW_LINKS)
        && isTrusted(spool, file)
        && Files.readString(file).equals(text)) {
      return;
    }
    // Anybody may make names here: only a new file is surely ours.
    Path draft =
        Files.createTempFile(
            spool,
            FILE,
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(draft, text);
      Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-r--r--"));
      Files.move(draft, file, ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private String text() {
    List<String> lines = new ArrayList<>(List.of(FIRST));
    byRepository.forEach(
        (name, types) ->
            lines.add(
                (types.isEmpty()
                        ? NONE
                        : String.join(
                            ",", types.stream().sorted().map(EventType::wireName).toList()))
                    + " "
                    + name));
    lines.add(LAST);
    return String.join("\n", lines) + "\n";
  }

  /**
   * What the service has put into that spool; {@link #ALL} when there is nothing of the service's
   * own that can be read, for whatever reason.
   */
  public static WantedEvents in(Path spool) {
    Path file = spool.resolve(FILE);
    try {
      return isTrusted(spool, file) ? read(Files.readString(file, UTF_8)).orElse(ALL) : ALL;
    } catch (IOException e) {
      return ALL;
    }
  }

  /** Any account may make a file of that name where there is none. */
  private static boolean isTrusted(Path spool, Path file) throws IOException {
    if (!Files.isRegularFile(file, NOFOLLOW_LINKS)) {
      return false;
    }
    Object owner = Files.getAttribute(file, "unix:uid", NOFOLLOW_LINKS);
    return owner.equals(ROOT) || owner.equals(Files.getAttribute(spool, "unix:uid"));
  }

  private static Optional<WantedEvents> read(String text) {
    List<String> lines = text.lines().toList();
    int last = lines.size() - 1;
    if (last < 1 || !lines.get(0).equals(FIRST) || !lines.get(last).equals(LAST)) {
      return Optional.empty();
    }
    Map<String, Set<EventType>> read = new HashMap<>();
    for (String line : lines.subList(1, last)) {
      int space = line.indexOf(' ');
      if (space < 0) {
        return Optional.empty();
      }
      Set<EventType> types = EnumSet.noneOf(EventType.class);
      for (String word : line.substring(0, space).split(",", -1)) {
        EventType.named(word).ifPresent(types::add);
      }
      read.put(line.substring(space + 1), types);
    }
    return Optional.of(new WantedEvents(read));
  }
}

package io.repohook.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repohook.channel.Body;
import io.repohook.channel.Message;
import io.repohook.channel.RepositorySettings;
import io.repohook.config.ConfigLoader;
import io.repohook.config.ConfigTree;
import io.repohook.config.Problem;
import io.repohook.config.Secret;
import io.repohook.config.Section;
import io.repohook.event.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A format as a configuration's subscription {@code ci} of {@code earthmover/ocean} has it. */
public record ReadFormat(Optional<Format> read, List<String> problems) {
  public static final String ID = "dlv_0123456789abcdef0123456789abcdef";
  public static final String SECRET = "It's a Secret to Everybody";
  private static final JsonMapper JSON = new JsonMapper();

  /** Reads a subscription that has one secret, and these lines besides. */
  public static ReadFormat of(FormatType type, String... lines) {
    return of(type, "earthmover/ocean", List.of(), lines);
  }

  /**
   * The same of another repository.
   *
   * @param settings lines of the repository's own, such as {@code web_url}
   */
  public static ReadFormat of(
      FormatType type, String repository, List<String> settings, String... lines) {
    try {
      Path folder = Files.createTempDirectory("format");
      try {
        return of(folder, type, repository, settings, List.of(lines));
      } finally {
        try (Stream<Path> all = Files.walk(folder)) {
          all.sorted(Comparator.reverseOrder()).forEach(each -> each.toFile().delete());
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static ReadFormat of(
      Path folder, FormatType type, String repository, List<String> settings, List<String> lines)
      throws IOException {
    Path file = folder.resolve("repositories/" + repository + ".yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(folder.resolve("repohook.yaml"), "");
    Files.writeString(
        file,
        String.join("\n", settings)
            + "\nsubscriptions:\n  ci:\n    x: y\n    "
            + String.join("\n    ", lines)
            + "\n");
    ConfigTree tree = ConfigLoader.load(folder, Map.of());
    Section section = tree.repository(repository);
    Section ci = section.section("subscriptions").orElseThrow().section("ci").orElseThrow();
    ci.text("x");
    Optional<Format> format =
        new Formats(List.of(type))
            .read(
                ci,
                new FormatSettings(
                    "ci",
                    RepositorySettings.read(repository, section),
                    List.of(new Secret(SECRET)),
                    true));
    ci.finish();
    return new ReadFormat(
        format.filter(each -> ci.sound()),
        tree.problems().all().stream().map(Problem::toString).toList());
  }

  public Format format() {
    return read.orElseThrow(() -> new AssertionError(problems));
  }

  public Body body(Event event) throws Exception {
    return format().render(event);
  }

  /** The body of an event as text. */
  public String text(Event event) throws Exception {
    return new String(body(event).bytes(), UTF_8);
  }

  /** The JSON that an event's body carries. */
  public JsonNode json(Event event) throws Exception {
    return JSON.readTree(ContentType.json(body(event)));
  }

  /** Every header that the format gives a request. */
  public Map<String, String> headers(Event event) throws Exception {
    Body body = body(event);
    Map<String, String> headers = new TreeMap<>(body.headers());
    headers.putAll(format().sign(new Message(ID, body)));
    return headers;
  }
}

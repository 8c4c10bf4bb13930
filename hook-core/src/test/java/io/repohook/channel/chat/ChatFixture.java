package io.repohook.channel.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repohook.channel.Attempt;
import io.repohook.channel.Body;
import io.repohook.channel.Channel;
import io.repohook.channel.Digest;
import io.repohook.channel.Message;
import io.repohook.channel.RepositorySettings;
import io.repohook.channel.UnrenderableException;
import io.repohook.channel.http.GuardedHttp;
import io.repohook.channel.http.HttpClients;
import io.repohook.config.ConfigLoader;
import io.repohook.config.ConfigTree;
import io.repohook.config.Network;
import io.repohook.config.Section;
import io.repohook.event.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A configuration folder with one repository and one chat, read as the program reads it. */
public final class ChatFixture implements AutoCloseable {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z"));

  private final Path folder;
  private final Chat chat;
  private final HttpClients clients = new HttpClients(8, CLOCK);
  private String links = "";

  public ChatFixture(Path folder, Chat chat) {
    this.folder = folder;
    this.chat = chat;
  }

  public ChatFixture secret(String name, String value) {
    write("secrets/" + name, value + "\n");
    try {
      Files.setPosixFilePermissions(
          folder.resolve("secrets/" + name), PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** The repository has pages on the web. */
  public ChatFixture linked() {
    links =
        """
        web_url: https://git.example.com/{repository}
        commit_url: https://git.example.com/{repository}/commit/{commit}
        """;
    return this;
  }

  /** What comes of a subscription with these lines. */
  public Result read(String... lines) {
    write("repohook.yaml", "");
    write(
        "repositories/earthmover/ocean.yaml",
        "subscriptions:\n  team:\n    " + String.join("\n    ", lines) + "\n" + links);
    ConfigTree tree = ConfigLoader.load(folder, Map.of());
    Section repository = tree.repository("earthmover/ocean");
    RepositorySettings settings = RepositorySettings.read("earthmover/ocean", repository);
    Section subscription =
        repository.section("subscriptions").orElseThrow().section("team").orElseThrow();
    GuardedHttp http = clients.under(new Network(Set.of(), List.of(), List.of()));
    Optional<Channel> channel =
        new ChatType(chat, http, Duration.ofSeconds(20), "1.2.3", CLOCK)
            .read(subscription, settings);
    subscription.finish();
    return new Result(channel, tree.problems().errors().stream().map(Object::toString).toList());
  }

  public Channel channel(String... lines) {
    Result result = read(lines);
    return result
        .channel()
        .orElseThrow(() -> new AssertionError(String.join("\n", result.errors())));
  }

  public static Attempt send(Channel channel) {
    return channel.send(
        new Message("dlv_1", new Body("application/json", Map.of(), "{}".getBytes(UTF_8))));
  }

  /** The message of an event. */
  public static Body render(Channel channel, Event event) {
    try {
      return channel.render(event).get(0).body();
    } catch (UnrenderableException e) {
      throw new AssertionError(e);
    }
  }

  /** The message of a digest of these events, and of so many besides. */
  public static Body digest(Channel channel, List<Event> events, int more) {
    try {
      List<byte[]> items = new ArrayList<>();
      for (Event each : events) {
        items.add(channel.digestItem(each));
      }
      Digest digest =
          new Digest(
              "dlv_1",
              events.get(0).repository(),
              Instant.EPOCH,
              Instant.EPOCH,
              Map.of("git.push", events.size() + more),
              items);
      return channel.digest(digest).get(0).body();
    } catch (UnrenderableException e) {
      throw new AssertionError(e);
    }
  }

  private void write(String file, String text) {
    try {
      Path path = folder.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    clients.close();
  }

  public record Result(Optional<Channel> channel, List<String> errors) {}
}

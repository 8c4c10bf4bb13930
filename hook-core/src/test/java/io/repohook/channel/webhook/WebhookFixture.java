package io.repohook.channel.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repohook.channel.Attempt;
import io.repohook.channel.Body;
import io.repohook.channel.Channel;
import io.repohook.channel.Message;
import io.repohook.channel.RepositorySettings;
import io.repohook.channel.http.HttpClients;
import io.repohook.config.ConfigLoader;
import io.repohook.config.ConfigTree;
import io.repohook.config.Network;
import io.repohook.config.Section;
import io.repohook.format.Formats;
import io.repohook.format.arraylake.ArraylakeType;
import io.repohook.format.github.GithubType;
import io.repohook.format.gitlab.GitlabType;
import io.repohook.format.repohook.RepohookType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A configuration folder with one subscription, read as the program reads it. */
final class WebhookFixture implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
  static final String ID = "dlv_0123456789abcdef0123456789abcdef";
  static final Body BODY = new Body("application/json", Map.of(), "{\"a\":\"ü\"}".getBytes(UTF_8));

  private final Path folder;
  private final HttpClients clients = new HttpClients(8, InstantSource.fixed(NOW));
  private Network network = new Network(Set.of(), List.of(), List.of());

  WebhookFixture(Path folder) {
    this.folder = folder;
  }

  WebhookFixture network(Network network) {
    this.network = network;
    return this;
  }

  WebhookFixture secret(String name, String value) {
    write("secrets/" + name, value + "\n");
    try {
      Files.setPosixFilePermissions(
          folder.resolve("secrets/" + name), PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** What comes of a subscription with these lines. */
  Result read(String... lines) {
    write("repohook.yaml", "");
    write(
        "repositories/ocean.yaml",
        "subscriptions:\n  ci:\n    " + String.join("\n    ", lines) + "\n");
    ConfigTree tree = ConfigLoader.load(folder, Map.of());
    Section subscription =
        tree.repository("ocean").section("subscriptions").orElseThrow().section("ci").orElseThrow();
    WebhookType type =
        new WebhookType(
            clients.under(network),
            new Formats(
                List.of(
                    new RepohookType(), new GithubType(), new GitlabType(), new ArraylakeType())),
            Duration.ofSeconds(20),
            "1.2.3",
            InstantSource.fixed(NOW));
    Optional<Channel> channel = type.read(subscription, RepositorySettings.of("earthmover/ocean"));
    return new Result(
        channel,
        tree.problems().errors().stream().map(Object::toString).toList(),
        tree.problems().warnings().stream().map(Object::toString).toList());
  }

  Channel channel(String... lines) {
    Result result = read(lines);
    return result
        .channel()
        .orElseThrow(() -> new AssertionError(String.join("\n", result.errors())));
  }

  static Attempt send(Channel channel) {
    return channel.send(new Message(ID, BODY));
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

  record Result(Optional<Channel> channel, List<String> errors, List<String> warnings) {}
}

package io.repohook.channel.email;

import io.repohook.channel.Channel;
import io.repohook.channel.RepositorySettings;
import io.repohook.channel.http.HttpClients;
import io.repohook.config.ConfigLoader;
import io.repohook.config.ConfigTree;
import io.repohook.config.Section;
import io.repohook.config.ServerSettings;
import io.repohook.diff.Diffs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A configuration folder with one subscription that sends mail, read as the program reads it. */
final class EmailFixture implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
  static final String PASSWORD = "s3cret&pass word";

  private final Path folder;
  private final HttpClients clients = new HttpClients(8, InstantSource.system());
  private String smtp = "";
  private Diffs diffs = Diffs.NONE;

  EmailFixture(Path folder) {
    this.folder = folder;
  }

  /** What repohook.yaml says behind {@code smtp:}. */
  EmailFixture smtp(String settings) {
    this.smtp = "smtp: {" + settings + "}\n";
    return this;
  }

  /** What the administrator refuses. */
  EmailFixture deny(String range) {
    smtp += "network: {deny: [" + range + "]}\n";
    return this;
  }

  EmailFixture diffs(Diffs diffs) {
    this.diffs = diffs;
    return this;
  }

  /** What comes of reading. */
  record Result(Optional<Channel> channel, List<String> errors, List<String> warnings) {}

  /** What comes of a subscription with these lines. */
  Result read(String... lines) {
    write("repohook.yaml", smtp);
    write("secrets/smtp", PASSWORD + "\n");
    write(
        "repositories/ocean.yaml",
        "subscriptions:\n  people:\n    " + String.join("\n    ", lines) + "\n");
    ConfigTree tree = ConfigLoader.load(folder, Map.of());
    ServerSettings server = ServerSettings.read(tree.server(), folder);
    Section subscription =
        tree.repository("ocean")
            .section("subscriptions")
            .orElseThrow()
            .section("people")
            .orElseThrow();
    Optional<Channel> channel =
        type(server).read(subscription, RepositorySettings.of("earthmover/ocean"));
    return new Result(
        channel,
        tree.problems().errors().stream().map(Object::toString).toList(),
        tree.problems().warnings().stream().map(Object::toString).toList());
  }

  EmailType type(ServerSettings server) {
    return new EmailType(
        server.mailServer(),
        server.smtp().isPresent(),
        clients.under(server.network()),
        diffs,
        InstantSource.fixed(NOW));
  }

  Channel channel(String... lines) {
    Result result = read(lines);
    return result
        .channel()
        .orElseThrow(() -> new AssertionError(String.join("\n", result.errors())));
  }

  void write(String file, String text) {
    try {
      Path path = folder.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    clients.close();
  }
}

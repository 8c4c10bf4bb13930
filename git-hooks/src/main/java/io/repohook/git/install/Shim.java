package io.repohook.git.install;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repohook.event.Sha256;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The text of a hook, and how it is told from others.
 *
 * <p>Its second line says that it is ours, its version, and the SHA-256 of all that follows. So
 * every version of it is recognised, and so is a hook that somebody changed by hand.
 */
final class Shim {
  /** What a file in the hook's place is. */
  enum Kind {
    /** There is no file. */
    NONE,
    /** Somebody else's hook. */
    FOREIGN,
    /** Exactly the hook that would be written. */
    CURRENT,
    /** Ours as it once was written: an older version, or for another spool. */
    OUTDATED,
    /** Was ours until somebody changed it. */
    CHANGED_BY_HAND
  }

  /** The line of a template in whose place the part comes that all hooks share. */
  private static final String SHARED = "# @SPOOLING@\n";

  /** The line of the shared part in whose place comes what is done once a file is in the spool. */
  private static final String SPOOLED = "# @SPOOLED@\n";

  private static final String SERVICE_FINDS_IT =
      "repohook_spooled() { :; } # The service finds it.\n";

  private final Hook hook;
  private final Path spool;
  private final boolean startsDrains;
  private final byte[] bytes;

  /** The hook that writes into {@code spool}, an absolute path. */
  Shim(Hook hook, Path spool) {
    this(hook, spool, Optional.empty());
  }

  /**
   * @param launcher how the hook starts a drain; empty where a service runs
   */
  Shim(Hook hook, Path spool, Optional<Launcher> launcher) {
    this.hook = hook;
    this.spool = spool;
    this.startsDrains = launcher.isPresent();
    String shared =
        resource("spooling.sh")
            .replace(
                SPOOLED,
                launcher.map(each -> each.in(resource("draining.sh"))).orElse(SERVICE_FINDS_IT));
    String text =
        resource(hook.fileName() + ".sh")
            .replace("@SPOOL@", ShellWord.quote(spool.toAbsolutePath().toString()))
            .replace(SHARED, shared);
    byte[] body = body(text.getBytes(UTF_8));
    bytes = text.replaceFirst("@SHA256@", sha256(body)).getBytes(UTF_8);
  }

  /** Which of git's hooks it is. */
  Hook hook() {
    return hook;
  }

  boolean startsDrains() {
    return startsDrains;
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /** What lies at {@code file}. */
  Kind kind(Path file) throws IOException {
    Kind kind = kind(hook, file);
    return kind == Kind.OUTDATED && Arrays.equals(Files.readAllBytes(file), bytes)
        ? Kind.CURRENT
        : kind;
  }

  /** Whether there is a hook at {@code file} that no version of ours is. */
  static boolean isForeign(Hook hook, Path file) throws IOException {
    return kind(hook, file) == Kind.FOREIGN;
  }

  /** What lies at {@code file}, by what it says of itself; one of ours counts as outdated. */
  private static Kind kind(Hook hook, Path file) throws IOException {
    if (!HooksFolder.exists(file)) {
      return Kind.NONE;
    }
    // A link is never ours: we write files.
    if (Files.isSymbolicLink(file) || !Files.isRegularFile(file)) {
      return Kind.FOREIGN;
    }
    byte[] found = Files.readAllBytes(file);
    byte[] body = body(found);
    String head = new String(found, 0, found.length - body.length, UTF_8);
    if (!head.startsWith("#!/bin/sh\n# Repohook " + hook.fileName() + " hook ")) {
      return Kind.FOREIGN;
    }
    return head.endsWith(" sha256=" + sha256(body) + "\n") ? Kind.OUTDATED : Kind.CHANGED_BY_HAND;
  }

  /** How the hook at {@code file} starts drains; empty when it starts none, or is not ours. */
  Optional<Launcher> launcher(Path file) throws IOException {
    return switch (kind(file)) {
      case NONE, FOREIGN -> Optional.empty();
      case CURRENT, OUTDATED, CHANGED_BY_HAND -> Launcher.of(Files.readString(file, UTF_8));
    };
  }

  /** What lies at {@code file}, where one that starts drains is as good as one that does not. */
  Kind kindWithOrWithoutDrains(Path file) throws IOException {
    Optional<Launcher> launcher = launcher(file);
    Shim same = launcher.isPresent() ? new Shim(hook, spool, launcher) : this;
    return same.kind(file);
  }

  private static String resource(String name) {
    try (InputStream in = Shim.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException(name + " is missing in this program");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What follows the second line. */
  private static byte[] body(byte[] text) {
    int lines = 0;
    for (int i = 0; i < text.length; i++) {
      if (text[i] == '\n' && ++lines == 2) {
        return Arrays.copyOfRange(text, i + 1, text.length);
      }
    }
    return new byte[0];
  }

  private static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(Sha256.of(bytes));
  }
}

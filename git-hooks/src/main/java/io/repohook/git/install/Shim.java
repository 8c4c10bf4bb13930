package io.repohook.git.install;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

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

  private final Hook hook;
  private final byte[] bytes;

  /** The hook that writes into {@code spool}, an absolute path. */
  Shim(Hook hook, Path spool) {
    this.hook = hook;
    // Inside single quotes nothing is special to sh but the quote itself.
    String quoted = "'" + spool.toAbsolutePath().toString().replace("'", "'\\''") + "'";
    String text =
        resource(hook.fileName() + ".sh")
            .replace(SHARED, resource("spooling.sh"))
            .replace("@SPOOL@", quoted);
    byte[] body = body(text.getBytes(UTF_8));
    bytes = text.replace("@SHA256@", sha256(body)).getBytes(UTF_8);
  }

  /** Which of git's hooks it is. */
  Hook hook() {
    return hook;
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /** What lies at {@code file}. */
  Kind kind(Path file) throws IOException {
    if (!HooksFolder.exists(file)) {
      return Kind.NONE;
    }
    // A link is never ours: we write files.
    if (Files.isSymbolicLink(file) || !Files.isRegularFile(file)) {
      return Kind.FOREIGN;
    }
    byte[] found = Files.readAllBytes(file);
    if (Arrays.equals(found, bytes)) {
      return Kind.CURRENT;
    }
    byte[] body = body(found);
    String head = new String(found, 0, found.length - body.length, UTF_8);
    if (!head.startsWith("#!/bin/sh\n# Repohook " + hook.fileName() + " hook ")) {
      return Kind.FOREIGN;
    }
    return head.endsWith(" sha256=" + sha256(body) + "\n") ? Kind.OUTDATED : Kind.CHANGED_BY_HAND;
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
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

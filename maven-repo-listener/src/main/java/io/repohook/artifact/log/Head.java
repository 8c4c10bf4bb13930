package io.repohook.artifact.log;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A digest of a log's first bytes, by which a copy is known again. Lines have times, so two logs
 * begin with the same hundreds of bytes only if one is the other's copy.
 *
 * @param length of how many bytes, at most {@link #MOST}
 * @param digest in hexadecimal
 */
record Head(int length, String digest) {
  static final int MOST = 1024;

  /** Of no bytes: known again by nothing. */
  static final Head NONE = new Head(0, "-");

  /** Of so many bytes, or as many as there are. */
  static Head of(InputStream file, long length) throws IOException {
    byte[] bytes = file.readNBytes((int) Math.min(MOST, length));
    if (bytes.length == 0) {
      return NONE;
    }
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new Head(bytes.length, HexFormat.of().formatHex(digest, 0, 16));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}

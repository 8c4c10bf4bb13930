package io.repohook.artifact.log;

import io.repohook.event.Sha256;
import java.io.IOException;
import java.io.InputStream;
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
    return new Head(bytes.length, HexFormat.of().formatHex(Sha256.of(bytes), 0, 16));
  }
}

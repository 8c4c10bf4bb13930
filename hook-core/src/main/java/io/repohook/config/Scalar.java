package io.repohook.config;

import java.util.regex.Pattern;

/**
 * One value of a file.
 *
 * @param value what it stands for, with {@code ${…}} resolved; may be a secret
 * @param written as in the file, for showing: {@code ${file:x}} stays {@code ${file:x}}
 */
public record Scalar(String value, String written, Place place) {

  // A doubled dollar stands for itself.
  private static final Pattern REFERENCE = Pattern.compile("(?<!\\$)\\$\\{");

  /** Whether the file holds all of it, and no part comes by reference. */
  public boolean isWrittenOut() {
    return !REFERENCE.matcher(written).find();
  }

  /** As written, so that what a secrets file holds is not shown by accident. */
  @Override
  public String toString() {
    return written;
  }
}

package io.repohook.config;

/**
 * One value of a file.
 *
 * @param value what it stands for, with {@code ${…}} resolved; may be a secret
 * @param written as in the file, for showing: {@code ${file:x}} stays {@code ${file:x}}
 */
public record Scalar(String value, String written, Place place) {

  /** As written, so that what a secrets file holds is not shown by accident. */
  @Override
  public String toString() {
    return written;
  }
}

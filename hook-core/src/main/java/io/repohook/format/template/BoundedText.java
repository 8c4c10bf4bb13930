package io.repohook.format.template;

import java.io.Writer;

/** Collects what a template writes, as long as it is not too much. */
final class BoundedText extends Writer {
  /** A body that large is refused by most receivers; in characters. */
  private static final int MOST = 1 << 20;

  private final StringBuilder text = new StringBuilder();

  @Override
  public void write(char[] from, int offset, int length) {
    if (text.length() + length > MOST) {
      throw new Effort.TooMuchException("it writes more than " + MOST + " characters");
    }
    text.append(from, offset, length);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  @Override
  public String toString() {
    return text.toString();
  }
}

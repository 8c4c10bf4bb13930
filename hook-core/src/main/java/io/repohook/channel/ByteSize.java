package io.repohook.channel;

import java.util.Locale;

/** Numbers of bytes as a person reads them. */
public final class ByteSize {
  private ByteSize() {}

  /** {@code 999 bytes}, {@code 2.2 kB}, {@code 5.0 GB}: thousands, as disks are sold. */
  public static String text(long bytes) {
    if (bytes < 1000) {
      return bytes + (bytes == 1 ? " byte" : " bytes");
    }
    double size = bytes;
    int unit = -1;
    do {
      size /= 1000;
      unit++;
    } while (size >= 999.95 && unit < 3);
    return String.format(Locale.ROOT, "%.1f %sB", size, "kMGT".charAt(unit));
  }
}

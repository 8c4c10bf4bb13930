package io.repohook.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;

/** What a command sees of the world around it. */
public record Terminal(
    InputStream in, PrintWriter out, PrintWriter err, Map<String, String> environment) {

  /** Whether a person types what is read from {@link #in}. */
  boolean isInteractive() {
    // Linux tells; newer Java versions have a console even where the input is a file.
    try {
      String device = Path.of("/proc/self/fd/0").toRealPath().toString();
      return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
    } catch (IOException e) {
      return false; // A pipe has no path.
    }
  }
}

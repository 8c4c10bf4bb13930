package io.repohook.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** Which Repohook this is. */
public final class Version {
  private Version() {}

  /** Such as {@code 0.1.0}; the build wrote it. */
  public static String current() {
    String file = "version.properties";
    try (InputStream in = Objects.requireNonNull(Version.class.getResourceAsStream(file), file)) {
      Properties properties = new Properties();
      properties.load(in);
      return Objects.requireNonNull(properties.getProperty("version"), "version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

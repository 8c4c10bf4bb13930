package io.repohook.config;

import java.nio.file.Path;
import java.util.Arrays;

/**
 * Tells whether a configuration folder has changed: any file in it, secrets included, was added,
 * removed, replaced, written or given other permissions. Has no threads of its own; confined to
 * one.
 *
 * <p>Made before the folder is loaded, so that no change falls between the two.
 */
public final class ConfigWatch {
  private final Path folder;
  private byte[] last;

  public ConfigWatch(Path folder) {
    this.folder = folder;
    this.last = Fingerprint.of(folder);
  }

  /** Whether anything has changed since this was asked last, or since the watch was made. */
  public boolean changed() {
    byte[] now = Fingerprint.of(folder);
    boolean changed = !Arrays.equals(now, last);
    last = now;
    return changed;
  }
}

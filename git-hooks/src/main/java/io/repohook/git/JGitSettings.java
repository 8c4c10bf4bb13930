package io.repohook.git;

import java.nio.file.FileStore;
import java.nio.file.FileSystems;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.FS.FileStoreAttributes;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * What JGit knows of file systems. By itself it measures how fine their time is: for about three
 * seconds, while the first push waits, with files in the repository's folder; and it keeps what it
 * found in the home of the account, which a service may not have. So it is told: as coarse as JGit
 * assumes while it does not know. That is never wrong; a file that is younger than two seconds is
 * read once more. Git's own configuration is read as ever.
 */
public final class JGitSettings {
  private JGitSettings() {}

  /** From now on JGit measures nothing and writes nothing by itself. Once, as a program begins. */
  public static void keepInMemory() {
    SystemReader.setInstance(new InMemory(SystemReader.getInstance()));
  }

  private static final class InMemory extends SystemReader.Delegate {
    InMemory(SystemReader reader) {
      super(reader);
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
      FileBasedConfig config =
          new FileBasedConfig(parent, null, fs) {
            @Override
            public void load() {
              // There is no file.
            }

            @Override
            public void save() {
              // Nor will there be one.
            }

            @Override
            public boolean isOutdated() {
              return false;
            }
          };
      for (FileStore store : FileSystems.getDefault().getFileStores()) {
        tell(config, store);
      }
      return config;
    }

    /** The key is JGit's; if another version has another, it measures as it always did. */
    private static void tell(Config config, FileStore store) {
      String key =
          System.getProperty("java.vendor")
              + "|"
              + System.getProperty("java.version")
              + "|"
              + store.name();
      long coarse = FileStoreAttributes.FALLBACK_TIMESTAMP_RESOLUTION.toMillis();
      config.setString("filesystem", key, "timestampResolution", coarse + " milliseconds");
      config.setString("filesystem", key, "minRacyThreshold", coarse + " milliseconds");
    }
  }
}

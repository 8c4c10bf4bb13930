package io.repohook.git;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * Where JGit keeps what it measures of file systems: a file of its own in the home of the account.
 * A service may have no home, or none that it may write to; so it keeps that in memory. Git's own
 * configuration is read as ever.
 */
public final class JGitSettings {
  private JGitSettings() {}

  /** From now on JGit writes nothing into the home of this account. Once, as a program begins. */
  public static void keepInMemory() {
    SystemReader.setInstance(new InMemory(SystemReader.getInstance()));
  }

  private static final class InMemory extends SystemReader.Delegate {
    InMemory(SystemReader reader) {
      super(reader);
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
      return new FileBasedConfig(parent, null, fs) {
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
    }
  }
}

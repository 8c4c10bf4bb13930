package io.repohook.server;

import io.repohook.outbox.Store;
import io.repohook.outbox.StoreException;
import io.repohook.outbox.sqlite.SqliteStore;
import java.nio.file.Path;

/** Opens the store that a configuration names. */
public final class Stores {
  private static final String SQLITE = "sqlite:";

  private Stores() {}

  /**
   * Opens it; the caller closes it.
   *
   * @param store as configured: {@code sqlite:} and a path
   */
  public static Store open(String store) {
    return SqliteStore.open(file(store));
  }

  /** The file that the store is in. */
  public static Path file(String store) {
    if (!store.startsWith(SQLITE)) {
      throw new StoreException("this version knows no store '" + store + "'; write sqlite:PATH");
    }
    return Path.of(store.substring(SQLITE.length()));
  }

  /** The file by whose locks the processes on one store take turns with a repository. */
  static Path intakeLocks(String store) {
    Path file = file(store);
    return file.resolveSibling(file.getFileName() + ".intake");
  }
}

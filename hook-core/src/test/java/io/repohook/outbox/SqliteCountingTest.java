package io.repohook.outbox;

import io.repohook.outbox.sqlite.SqliteStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteCountingTest extends CountingContract {
  @TempDir Path folder;

  @Override
  Store connect() {
    return SqliteStore.open(folder.resolve("test.db"));
  }
}

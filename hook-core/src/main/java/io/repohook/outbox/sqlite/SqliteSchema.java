package io.repohook.outbox.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repohook.outbox.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Brings a store to the schema of this version, one numbered script after the other. */
final class SqliteSchema {
  /** The number of the newest {@code schema-N.sql}; SQLite keeps it in {@code user_version}. */
  private static final int VERSION = 7;

  private SqliteSchema() {}

  static void upgrade(Path file, SqliteConnection connection) throws IOException, SQLException {
    try (Handle handle = Jdbi.create(connection).open()) {
      if (version(handle) == VERSION) {
        return;
      }
      handle.begin();
      // Read again, now that no other process can be upgrading.
      int found = version(handle);
      if (found > VERSION) {
        handle.rollback();
        throw new StoreException(
            "the store "
                + file
                + " was written by a newer Repohook (schema "
                + found
                + ", this one knows "
                + VERSION
                + "); use that version, or another store");
      }
      for (int next = found + 1; next <= VERSION; next++) {
        run(script(next), handle);
      }
      handle.execute("PRAGMA user_version = " + VERSION);
      handle.commit();
    }
  }

  /** SQLite itself knows best where one statement ends: a trigger holds several. */
  private static void run(String script, Handle handle) throws SQLException {
    try (Statement statement = handle.getConnection().createStatement()) {
      statement.executeUpdate(script);
    }
  }

  private static int version(Handle handle) {
    return handle.createQuery("PRAGMA user_version").mapTo(Integer.class).one();
  }

  private static String script(int version) throws IOException {
    String name = "schema-" + version + ".sql";
    try (InputStream in =
        Objects.requireNonNull(SqliteSchema.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}

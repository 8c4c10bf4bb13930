package io.repohook.outbox.sqlite;

import io.repohook.outbox.StoreException;
import java.nio.file.Path;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * One connection's way into the database: what the database refuses becomes the port's own
 * exception, so that nobody above has to know JDBC. Thread-safe, one call at a time.
 */
final class SqliteSession {

  /** What is done with an open handle. */
  @FunctionalInterface
  interface Work<T> {
    T with(Handle handle);
  }

  /** What is done with an open handle for its effect alone. */
  @FunctionalInterface
  interface Change {
    void with(Handle handle);
  }

  private final Path file;
  private final Jdbi jdbi;

  SqliteSession(Path file, SqliteConnection connection) {
    this.file = file;
    this.jdbi = Jdbi.create(connection);
  }

  <T> T withHandle(Work<T> work) {
    try {
      return jdbi.withHandle(work::with);
    } catch (JdbiException e) {
      throw broken(e);
    }
  }

  void useHandle(Change change) {
    try {
      jdbi.useHandle(change::with);
    } catch (JdbiException e) {
      throw broken(e);
    }
  }

  /** Does all of it or, when it throws, nothing. */
  <T> T inTransaction(Work<T> work) {
    try {
      return jdbi.inTransaction(work::with);
    } catch (JdbiException e) {
      throw broken(e);
    }
  }

  /** Does all of it or, when it throws, nothing. */
  void useTransaction(Change change) {
    try {
      jdbi.useTransaction(change::with);
    } catch (JdbiException e) {
      throw broken(e);
    }
  }

  private StoreException broken(JdbiException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new StoreException(
        "the store "
            + file
            + " cannot be read or written: "
            + cause.getMessage()
            + "; look at the disk's space and at the file's owner",
        e);
  }
}

package io.repohook.outbox.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.ConnectionFactory;

/**
 * Lends one connection to one thread at a time.
 *
 * <p>SQLite admits one writer, so a pool of them would only wait in the database, where waiting is
 * by polling; here it is by a queue.
 */
final class SqliteConnection implements ConnectionFactory, AutoCloseable {
  private final Connection connection;
  private final ReentrantLock turn = new ReentrantLock(true);

  SqliteConnection(Connection connection) {
    this.connection = connection;
  }

  @Override
  public Connection openConnection() {
    turn.lock();
    return connection;
  }

  @Override
  public void closeConnection(Connection borrowed) {
    turn.unlock();
  }

  @Override
  public void close() throws SQLException {
    turn.lock();
    try {
      connection.close();
    } finally {
      turn.unlock();
    }
  }
}

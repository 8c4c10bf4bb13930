package io.repohook.outbox.sqlite;

import io.repohook.outbox.Digests;
import io.repohook.outbox.History;
import io.repohook.outbox.NoticeBoard;
import io.repohook.outbox.Outbox;
import io.repohook.outbox.Store;
import io.repohook.outbox.StoreException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Objects;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;

/**
 * The store in one SQLite file, in WAL mode: readers never wait for the writer.
 *
 * <p>Every commit is synced to the disk before it counts ({@code synchronous=FULL}), so what was
 * committed outlives a power failure.
 */
public final class SqliteStore implements Store {
  /** How long a process waits for another's transaction. Ours last milliseconds. */
  private static final int BUSY_TIMEOUT_MILLIS = 30_000;

  /** The pages that a busy store touches again and again: its indexes, not its bodies. */
  private static final int CACHE_KIB = 8 * 1024;

  /** Four times SQLite's own default: each checkpoint waits for the disk twice more. */
  private static final int CHECKPOINT_PAGES = 4_000;

  private final SqliteConnection writing;
  private final SqliteConnection reading;
  private final Outbox outbox;
  private final History history;
  private final Digests digests;
  private final NoticeBoard noticeBoard;

  private SqliteStore(Path file, SqliteConnection writing, SqliteConnection reading) {
    this.writing = writing;
    this.reading = reading;
    SqliteSession writer = new SqliteSession(file, writing);
    SqliteSession reader = new SqliteSession(file, reading);
    this.outbox = new SqliteOutbox(writer, reader);
    this.history = new SqliteHistory(writer, reader);
    this.digests = new SqliteDigests(writer, reader);
    this.noticeBoard = new SqliteNoticeBoard(writer, reader);
  }

  /**
   * Opens the store, making or upgrading it where needed.
   *
   * @throws StoreException when the file cannot be opened, or a newer version wrote it
   */
  public static SqliteStore open(Path file) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      create(file);
      SqliteConnection writing = connect(file);
      try {
        SqliteSchema.upgrade(file, writing);
        return new SqliteStore(file, writing, connect(file));
      } catch (SQLException | IOException | RuntimeException e) {
        writing.close();
        throw e;
      }
    } catch (SQLException | IOException | JdbiException e) {
      throw new StoreException(
          "cannot open the store "
              + file
              + ": "
              + e.getMessage()
              + "; its folder must exist and be writable for this account",
          e);
    }
  }

  /**
   * Makes the store under another name first: two processes that switch one new file to WAL at once
   * would disturb each other, whatever their timeout. Whoever links it into place first has made
   * it.
   */
  private static void create(Path file) throws IOException, SQLException {
    if (Files.exists(file)) {
      return;
    }
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    // What was sent is nobody else's to read. SQLite gives its other files the same mode.
    Path made =
        Files.createTempFile(
            folder,
            file.getFileName() + ".",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      try (SqliteConnection connection = connect(made)) {
        SqliteSchema.upgrade(made, connection);
      }
      Files.createLink(file, made);
    } catch (FileAlreadyExistsException e) {
      // Another process was first.
    } finally {
      Files.deleteIfExists(made);
    }
  }

  static SqliteConnection connect(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setTransactionMode(TransactionMode.IMMEDIATE);
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.enforceForeignKeys(true);
    config.setCacheSize(-CACHE_KIB);
    config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, String.valueOf(CHECKPOINT_PAGES));
    return new SqliteConnection(config.createConnection("jdbc:sqlite:" + file));
  }

  @Override
  public Outbox outbox() {
    return outbox;
  }

  @Override
  public History history() {
    return history;
  }

  @Override
  public Digests digests() {
    return digests;
  }

  @Override
  public NoticeBoard noticeBoard() {
    return noticeBoard;
  }

  @Override
  public void close() {
    try (writing) {
      reading.close();
    } catch (SQLException e) {
      throw new StoreException("cannot close the store: " + e.getMessage(), e);
    }
  }
}

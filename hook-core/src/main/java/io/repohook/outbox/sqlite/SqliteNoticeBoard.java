package io.repohook.outbox.sqlite;

import io.repohook.outbox.NoticeBoard;
import java.time.Instant;
import java.util.List;

/** Notices as rows, one a program. */
final class SqliteNoticeBoard implements NoticeBoard {
  private final SqliteSession writer;
  private final SqliteSession reader;

  SqliteNoticeBoard(SqliteSession writer, SqliteSession reader) {
    this.writer = writer;
    this.reader = reader;
  }

  @Override
  public void post(Notice notice) {
    writer.useHandle(
        handle ->
            handle.execute(
                """
                INSERT INTO notice (program, at, text) VALUES (?, ?, ?)
                ON CONFLICT (program) DO UPDATE SET at = excluded.at, text = excluded.text
                """,
                notice.program(),
                notice.at().toEpochMilli(),
                notice.text()));
  }

  @Override
  public void takeDown(String program) {
    writer.useHandle(handle -> handle.execute("DELETE FROM notice WHERE program = ?", program));
  }

  @Override
  public List<Notice> notices() {
    return reader.withHandle(
        handle ->
            handle
                .createQuery("SELECT program, at, text FROM notice ORDER BY at DESC")
                .map(
                    (row, context) ->
                        new Notice(
                            row.getString(1),
                            Instant.ofEpochMilli(row.getLong(2)),
                            row.getString(3)))
                .list());
  }
}

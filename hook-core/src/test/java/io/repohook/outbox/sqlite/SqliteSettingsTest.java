package io.repohook.outbox.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings that durability and speed hang on, as SQLite itself tells them. */
class SqliteSettingsTest {
  @TempDir Path folder;

  @Test
  void everyCommitIsSyncedToAWriteAheadLog() throws Exception {
    try (SqliteConnection connection = SqliteStore.connect(folder.resolve("test.db"));
        Handle handle = Jdbi.create(connection).open()) {
      assertThat(pragma(handle, "journal_mode")).isEqualTo("wal");
      assertThat(pragma(handle, "synchronous")).as("2 is FULL").isEqualTo("2");
      assertThat(pragma(handle, "foreign_keys")).isEqualTo("1");
      assertThat(pragma(handle, "busy_timeout")).isEqualTo("30000");
    }
  }

  @Test
  void claimsLanesAndRecordsAreFoundByIndex() throws Exception {
    Path file = folder.resolve("test.db");
    SqliteStore.open(file).close();
    try (SqliteConnection connection = SqliteStore.connect(file);
        Handle handle = Jdbi.create(connection).open()) {
      List<String> queries =
          List.of(
              Claims.ENDPOINTS_WITH_WORK,
              "SELECT seq FROM delivery WHERE state = 'waiting' AND endpoint = 'a'"
                  + " AND due_at <= 1 ORDER BY due_at, seq LIMIT 9",
              "SELECT 1 FROM delivery WHERE lane = 1 AND attempts = 0 AND finished_at IS NULL",
              "SELECT 1 FROM delivery WHERE lane = 1 AND finished_at IS NULL",
              Completions.NEXT_OF_LANE,
              "SELECT seq FROM delivery WHERE state = 'failed' AND finished_at IS NOT NULL"
                  + " AND finished_at < 1 LIMIT 9",
              "SELECT min(render_at) FROM digest WHERE render_at IS NOT NULL",
              "SELECT seq FROM digest WHERE repository = 'a' AND alias = 'b' AND sealed = 0",
              "SELECT 1 FROM digest_item WHERE event_seq = 1",
              "SELECT 1 FROM delivery WHERE digest_seq = 1");
      assertThat(plan(handle, Claims.ENDPOINTS_WITH_WORK))
          .as("hops from one endpoint to the next")
          .anyMatch(step -> step.contains("(endpoint>?)"));
      for (String query : queries) {
        assertThat(plan(handle, query))
            .as(query)
            .isNotEmpty()
            .noneMatch(step -> step.matches("SCAN (delivery|held|ahead|event|digest_item)( .*)?"))
            .noneMatch(step -> step.contains("TEMP B-TREE") && !query.contains("next_due"));
      }
    }
  }

  private static List<String> plan(Handle handle, String query) {
    return handle
        .createQuery("EXPLAIN QUERY PLAN " + query.replace(":seq", "1"))
        .map((row, context) -> row.getString("detail"))
        .list();
  }

  private static String pragma(Handle handle, String name) {
    return handle.createQuery("PRAGMA " + name).mapTo(String.class).one();
  }
}

package io.repohook.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repohook.outbox.sqlite.SqliteStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is SQLite's own: the file, and the processes that share it. */
class SqliteFileTest {
  @TempDir Path folder;

  @Test
  void storeOfANewerVersionIsRefused() throws SQLException {
    SqliteStore.open(file()).close();
    execute("PRAGMA user_version = 99");

    assertThatThrownBy(() -> SqliteStore.open(file()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file().toString())
        .hasMessageContaining("schema 99")
        .hasMessageContaining("newer Repohook");
  }

  @Test
  void fileThatIsNoDatabaseIsRefused() throws IOException {
    Files.writeString(file(), "this is a text, and a rather long one at that. ".repeat(100));

    assertThatThrownBy(() -> SqliteStore.open(file()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file().toString());
  }

  @Test
  void storeIsOpenedTwiceAndStaysAsItIs() throws SQLException {
    try (Store one = SqliteStore.open(file());
        Store two = SqliteStore.open(file())) {
      one.outbox().commit(StoreContract.deposit("n", "ci", "r", false, "https://a"));
      assertThat(two.outbox().holds("n")).isTrue();
    }
    assertThat(text("PRAGMA user_version")).isEqualTo("7");
  }

  @Test
  void storeOfTheFirstSchemaIsUpgradedAndKeepsWhatItHas() throws Exception {
    try (InputStream first =
        Objects.requireNonNull(SqliteStore.class.getResourceAsStream("schema-1.sql"))) {
      execute(new String(first.readAllBytes(), UTF_8));
    }
    execute("PRAGMA user_version = 1");
    execute("INSERT INTO source_state VALUES ('ocean', 'refs/heads/main', 'a')");
    execute(
        "INSERT INTO event VALUES (1, 'evt_1', 'git.push', 'ocean', 'r', 0, 0, 'origin', '{}')");
    execute(
        "INSERT INTO delivery (id, event_seq, repository, alias, lane, ordered, endpoint, state,"
            + " created_at) VALUES ('dlv_1', 1, 'ocean', 'ci', 0, 0, 'https://a', 'delivered', 0)");

    try (Store store = SqliteStore.open(file())) {
      assertThat(store.outbox().state("ocean").get("refs/heads/main")).contains("a");
      assertThat(store.history().event("evt_1").orElseThrow().learnt()).isNull();
      assertThat(store.history().delivery("dlv_1").orElseThrow().events()).isEqualTo(1);
      assertThat(store.digests().nextDue()).isEmpty();
    }
  }

  @Test
  void storeWritesAheadInALog() throws SQLException {
    SqliteStore.open(file()).close();
    assertThat(text("PRAGMA journal_mode")).isEqualTo("wal");
  }

  @Test
  void processesNeverShareAClaimNorLoseADeposit() throws Exception {
    int each = 60;
    List<Process> depositors = new ArrayList<>();
    // The file does not exist yet: they race for making it, too.
    for (String name : List.of("x", "y")) {
      depositors.add(process("deposit", name, String.valueOf(each)));
    }
    for (Process process : depositors) {
      assertThat(ended(process)).isZero();
    }
    List<Process> claimers = List.of(process("claim"), process("claim"));
    List<String> claimed = new ArrayList<>();
    for (Process process : claimers) {
      claimed.addAll(process.inputReader().lines().toList());
      assertThat(ended(process)).isZero();
    }

    List<String> all =
        IntStream.range(0, each)
            .boxed()
            .flatMap(i -> List.of(StoreContract.id("x" + i), StoreContract.id("y" + i)).stream())
            .toList();
    assertThat(claimed).containsExactlyInAnyOrderElementsOf(all);
  }

  private Process process(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(StoreProcess.class.getName(), file().toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static int ended(Process process) throws InterruptedException {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private Path file() {
    return folder.resolve("test.db");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private String text(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.getString(1);
    }
  }
}

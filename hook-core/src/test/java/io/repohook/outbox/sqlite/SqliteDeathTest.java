package io.repohook.outbox.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.outbox.Capacity;
import io.repohook.outbox.Claim;
import io.repohook.outbox.Delivery;
import io.repohook.outbox.DeliveryState;
import io.repohook.outbox.Gathered;
import io.repohook.outbox.NewDelivery;
import io.repohook.outbox.Query;
import io.repohook.outbox.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that dies within a transaction leaves nothing of it, nor anything locked. */
class SqliteDeathTest {
  @TempDir Path folder;
  private Store store;

  @BeforeEach
  void depositOne() {
    store = SqliteStore.open(file());
    store.outbox().commit(HaltingProcess.deposit("kept", 1));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void nothingOfADepositIsThere() throws Exception {
    die("deposit");

    assertNothingIsLost();
    store.outbox().commit(HaltingProcess.deposit("lost", 1));
    assertThat(store.outbox().holds("lost")).isTrue();
  }

  @Test
  void nothingOfACompletionIsThereAndItsClaimComesBack() throws Exception {
    die("complete");

    assertNothingIsLost();
    assertThat(store.history().attempts("dlv_kept")).isEmpty();
    Delivery kept = store.history().delivery("dlv_kept").orElseThrow();
    assertThat(kept.state()).isEqualTo(DeliveryState.WAITING);
    assertThat(kept.sending()).isTrue();
    Instant leaseEnds = HaltingProcess.NOON.plus(HaltingProcess.LEASE);
    Capacity all = new Capacity(9, 9, Map.of());
    Claim again = store.outbox().claim("t", leaseEnds, HaltingProcess.LEASE, all).get(0);
    assertThat(again.barren()).isEqualTo(1);
  }

  @Test
  void eventThatWasAboutToGatherIsNotThereAndItsDigestGoesOn() throws Exception {
    store.outbox().commit(HaltingProcess.gathering("gathered", 1));

    die("gather");

    assertThat(store.outbox().holds("lost")).isFalse();
    assertThat(store.digests().open()).extracting(Gathered::events).containsExactly(1);
    store.outbox().commit(HaltingProcess.gathering("lost", 1));
    assertThat(store.digests().open()).extracting(Gathered::events).containsExactly(2);
  }

  @Test
  void digestThatWasAboutToCloseIsClosedByTheNext() throws Exception {
    store.outbox().commit(HaltingProcess.gathering("gathered", 1));

    die("close");

    assertThat(store.history().delivery("dig_gathered")).isEmpty();
    // It was sealed before: what comes now is told in another one.
    store.outbox().commit(HaltingProcess.gathering("next", 1));
    Instant closes = HaltingProcess.NOON.plus(HaltingProcess.INTERVAL);
    for (Gathered each : store.digests().due(closes)) {
      assertThat(store.digests().read(each).items()).hasSize(1);
      NewDelivery delivery = HaltingProcess.digest(each);
      assertThat(store.digests().close(each, List.of(delivery), closes)).isTrue();
    }
    assertThat(store.history().eventsOf("dig_gathered", 9)).hasSize(1);
    assertThat(store.history().eventsOf("dig_next", 9)).hasSize(1);
  }

  /** The store that was open all the time and one that is opened now see the same. */
  private void assertNothingIsLost() {
    try (Store opened = SqliteStore.open(file())) {
      for (Store each : new Store[] {store, opened}) {
        assertThat(each.outbox().holds("lost")).isFalse();
        assertThat(each.outbox().state("ocean").all()).containsOnlyKeys("kept");
        assertThat(each.history().events(Query.all(9))).hasSize(1);
        assertThat(each.history().deliveries(Query.all(9))).hasSize(1);
        assertThat(each.history().backlog(HaltingProcess.NOON).count(DeliveryState.WAITING))
            .isEqualTo(1);
      }
    }
  }

  private void die(String in) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                HaltingProcess.class.getName(),
                file().toString(),
                in)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(HaltingProcess.STATUS);
    assertThat(Files.size(Path.of(file() + "-wal"))).as("it had written").isGreaterThan(1 << 20);
  }

  private Path file() {
    return folder.resolve("test.db");
  }
}

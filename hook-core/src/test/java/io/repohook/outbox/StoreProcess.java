package io.repohook.outbox;

import io.repohook.outbox.sqlite.SqliteStore;
import java.nio.file.Path;

/** Another process with the same store: {@code FILE deposit NAME COUNT}, or {@code FILE claim}. */
final class StoreProcess {
  private StoreProcess() {}

  public static void main(String[] arguments) {
    try (Store store = SqliteStore.open(Path.of(arguments[0]))) {
      if (arguments[1].equals("deposit")) {
        for (int i = 0; i < Integer.parseInt(arguments[3]); i++) {
          String name = arguments[2] + i;
          store.outbox().commit(StoreContract.deposit(name, "ci", name, false, "https://" + i % 3));
        }
      } else {
        OutboxContract.claimAll(store.outbox(), StoreContract.NOON).forEach(System.out::println);
      }
    }
  }
}

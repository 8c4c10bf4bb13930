package io.repohook.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.repohook.config.ConfigLoader;
import io.repohook.config.ConfigTree;
import io.repohook.event.Repository;
import io.repohook.outbox.SourceState;
import io.repohook.outbox.Store;
import io.repohook.outbox.sqlite.SqliteStore;
import io.repohook.route.RepositoryNames;
import io.repohook.route.Router;
import io.repohook.route.Routes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedLoopTest {
  @TempDir Path folder;
  private final List<String> asked = new ArrayList<>();
  private List<Feed> feeds = List.of();
  private Store store;
  private RepositoryLocks locks;
  private FeedLoop loop;

  @BeforeEach
  void wire() throws IOException {
    Path config = Files.createDirectory(folder.resolve("config"));
    Files.writeString(config.resolve("repohook.yaml"), "");
    ConfigTree tree = ConfigLoader.load(config, Map.of());
    Routes routes = Routes.read(tree, List.of(), RepositoryNames.read(tree, List.of()));
    store = SqliteStore.open(folder.resolve("test.db"));
    locks = new RepositoryLocks(folder.resolve("locks"));
    loop =
        new FeedLoop(
            () -> feeds,
            store.outbox(),
            new Router(() -> routes, Set::of),
            locks,
            InstantSource.system(),
            () -> {});
  }

  @AfterEach
  void close() throws IOException {
    loop.close();
    locks.close();
    store.close();
  }

  /** A feed that counts up to {@code last}, one number each time it is asked. */
  private final class CountingFeed implements Feed {
    private final String name;
    private final int last;
    private boolean broken;

    CountingFeed(String name, int last) {
      this.name = name;
      this.last = last;
    }

    @Override
    public Repository repository() {
      return Repository.artifact(name);
    }

    @Override
    public News next(SourceState state, Wanted wanted, Instant now) throws IOException {
      asked.add(name);
      if (broken) {
        throw new IOException("a test");
      }
      int count = Math.min(last, state.get("count").map(Integer::valueOf).orElse(0) + 1);
      Map<String, Optional<String>> changes = Map.of("count", Optional.of("" + count));
      return new News(new Answer.Told(List.of(), changes), count < last);
    }
  }

  private void look() {
    loop.look();
    loop.await();
  }

  private int count(String name) {
    return store.outbox().state(name).get("count").map(Integer::valueOf).orElse(0);
  }

  @Test
  void allThatThereIsIsTakenInOneLook() {
    feeds = List.of(new CountingFeed("a", 5), new CountingFeed("b", 2));

    look();

    assertThat(count("a")).isEqualTo(5);
    assertThat(count("b")).isEqualTo(2);
  }

  @Test
  void feedWithMuchToTellKeepsNoOtherWaiting() {
    feeds = List.of(new CountingFeed("much", 4), new CountingFeed("little", 1));

    look();

    assertThat(asked)
        .containsExactly("much", "little", "much", "little", "much", "little", "much", "little");
  }

  @Test
  void feedThatFailsIsSaidAndAskedAgainAndTheOthersGoOn() {
    CountingFeed broken = new CountingFeed("broken", 1);
    broken.broken = true;
    feeds = List.of(broken, new CountingFeed("whole", 3));

    look();

    assertThat(count("whole")).isEqualTo(3);
    assertThat(loop.trouble()).containsExactly(entry("broken", "a test"));
    broken.broken = false;
    look();
    assertThat(count("broken")).isEqualTo(1);
    assertThat(loop.trouble()).isEmpty();
  }
}

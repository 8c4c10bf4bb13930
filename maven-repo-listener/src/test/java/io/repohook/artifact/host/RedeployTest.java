package io.repohook.artifact.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** An application that is deployed again and again while its container goes on. */
class RedeployTest extends HostTest {
  private static final int TIMES = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void eachTellsWhatItSawAndLeavesNoThread() throws Exception {
    try (Host host = Container.JETTY_12.serveFolder(temporary, spool)) {
      putAndRedeploy(host, () -> assertThat(threads()).hasSize(1));
    }
    assertThat(threads()).isEmpty();
    assertThat(told()).containsExactlyElementsOf(uploads());
  }

  /** As in {@code WEB-INF/lib}, where each deployment has classes of its own. */
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "JETTY_12")
  void theClassesOfEarlierOnesAreGivenBack(Container container) throws Exception {
    ReferenceQueue<ClassLoader> gone = new ReferenceQueue<>();
    List<Reference<ClassLoader>> all = new ArrayList<>();
    try (TomcatHost host = container.serveFolderWithFilterInside(temporary, spool)) {
      putAndRedeploy(host, () -> all.add(new WeakReference<>(host.applicationLoader(), gone)));
      Instant latest = Instant.now().plus(PATIENCE);
      int left = TIMES - 1;
      while (left > 0 && Instant.now().isBefore(latest)) {
        System.gc();
        left -= gone.remove(Duration.ofMillis(100).toMillis()) == null ? 0 : 1;
      }
      assertThat(all.subList(0, TIMES - 1)).allMatch(each -> each.refersTo(null));
      assertThat(threads()).hasSize(1);
    }
    assertThat(threads()).isEmpty();
    assertThat(told()).containsExactlyElementsOf(uploads());
  }

  private static void putAndRedeploy(Host host, Look look) throws Exception {
    Client client = Client.of(host.url().resolve("releases/"));
    for (int i = 0; i < TIMES; i++) {
      assertThat(client.put("a.zip", i)).isEqualTo(i == 0 ? 201 : 204);
      host.redeploy();
      look.run();
    }
  }

  private static List<String> uploads() {
    return IntStream.range(0, TIMES)
        .mapToObj(i -> (i == 0 ? "created, " : "overwritten, ") + i)
        .map(each -> "artifact.uploaded a.zip by null, " + each)
        .toList();
  }

  private interface Look {
    void run() throws Exception;
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(each -> each.getName().equals("repohook"))
        .toList();
  }
}

package io.repohook.git;

import static io.repohook.git.GitFixture.ZERO;
import static io.repohook.git.IntakeRig.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.Event;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A baseline that is taken in together with pushes that came before and after it. */
class BaselineTest {
  private static final String MAIN = " refs/heads/main";

  @TempDir Path folder;
  private GitFixture git;
  private IntakeRig rig;
  private String a;
  private String b;
  private String c;

  @BeforeEach
  void mainIsPushedThrice() throws Exception {
    git = new GitFixture(folder);
    rig = new IntakeRig(folder.resolve("rig"), git.server);
    a = git.commit("a");
    git.push("main");
    b = git.commit("b");
    git.push("main");
    c = git.commit("c");
    git.push("main");
  }

  @AfterEach
  void close() throws Exception {
    rig.close();
  }

  @Test
  void pushThatNoHookReportedAfterItIsToldBeforeTheNextOne() throws Exception {
    baseline("");
    rig.push("alice", b + " " + c + MAIN);
    assertThat(rig.takeIn()).isEmpty();

    rig.now = rig.now.plusSeconds(61);
    List<Event> events = rig.takeIn();

    assertThat(words(events))
        .containsExactly("created main 2 new=2 reconciled", "updated main 1 new=1");
  }

  @Test
  void pushWhoseHookTookItsTimeIsToldThoughTheBaselineKnowsIt() throws Exception {
    baseline(c + MAIN);
    rig.push("alice", b + " " + c + MAIN);

    assertThat(words(rig.takeIn())).containsExactly("updated main 1 new=1");
  }

  @Test
  void allPushesWhoseHooksTookTheirTimeAreTold() throws Exception {
    baseline(c + MAIN);
    rig.push("alice", ZERO + " " + a + MAIN);
    rig.push("alice", a + " " + b + MAIN);
    rig.push("alice", b + " " + c + MAIN);

    assertThat(words(rig.takeIn()))
        .containsExactly("created main 1 new=1", "updated main 1 new=1", "updated main 1 new=1");
  }

  /** One that was read so late knows the pushes that wait from before. */
  @Test
  void pushesBeforeItAreTold() throws Exception {
    rig.push("alice", a + " " + b + MAIN);
    rig.push("alice", b + " " + c + MAIN);
    rig.now = rig.now.plusSeconds(1);
    baseline(c + MAIN);

    assertThat(words(rig.takeIn())).containsExactly("updated main 1 new=1", "updated main 1 new=1");
  }

  private void baseline(String lines) throws Exception {
    rig.spool(GitSource.BASELINE, rig.now, GitFixture.text(lines));
    rig.now = rig.now.plusSeconds(1);
  }
}

package io.repohook.channel.chat;

import static io.repohook.channel.Builds.deployment;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.Build;
import io.repohook.channel.Builds;
import io.repohook.channel.RepositorySettings;
import io.repohook.event.Actor;
import io.repohook.event.Deployment;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuildStoryTest {
  private final StoryTeller teller = new StoryTeller(RepositorySettings.of("releases"));

  @Test
  void aRoomReadsWhoDeployedWhatAndOfEachModuleHowMuch() {
    assertThat(tell(Builds.of(true, "engine", "tank", "ship")))
        .isEqualTo(
            """
            ci deployed 4 modules of com.example 3.0 to releases: 7 files, 10.6 kB
            com.example:fleet:3.0 – 1 file, 1.8 kB
            com.example:engine:3.0 – 2 files, 2.9 kB
            com.example:tank:3.0 – 2 files, 2.9 kB
            com.example:ship:3.0 – 2 files, 2.9 kB""");
  }

  @Test
  void whatStoppedHalfWayIsSaidAtOnceAndOfTheModule() {
    assertThat(tell(Builds.of(false, "engine", "ship")))
        .contains("releases: 5 files, 7.7 kB (1 of them stopped half-way)\n")
        .endsWith("com.example:ship:3.0 – 2 files, 2.9 kB (it stopped half-way)")
        .doesNotContain("engine:3.0 – 2 files, 2.9 kB (it");
  }

  @Test
  void oneModuleIsToldAsItsDeployWithItsFiles() {
    assertThat(tell(Builds.of(Builds.CI, 0, List.of(engine()))))
        .isEqualTo(
            """
            ci deployed com.example:engine:3.0 to releases: 2 files, 2.9 kB
            engine-3.0.pom 2.2 kB
            engine-3.0.jar 702 bytes""");
  }

  @Test
  void whatWasDeployedTwiceIsOneModuleInTwoDeploys() {
    assertThat(tell(Builds.of(Builds.CI, 1, List.of(engine()))))
        .isEqualTo(
            """
            ci deployed 1 module of com.example 3.0 to releases in 2 deploys: 4 files, 5.9 kB
            com.example:engine:3.0 – 2 files, 2.9 kB
            and 1 more deploy""");
  }

  @Test
  void whatIsNotKnownOrDiffersIsLeftOut() {
    Actor nobody = new Actor(null, null, "192.0.2.9");
    List<Deployment> deploys =
        List.of(
            deployment("engine", "3.0", null, true, null, null),
            deployment("tank", "2-SNAPSHOT", "2-20261122.013020-1", true, (Long) null));

    assertThat(tell(Builds.of(nobody, 0, deploys)))
        .isEqualTo(
            """
            192.0.2.9 deployed 2 modules of com.example to releases: 3 files
            com.example:engine:3.0 – 2 files
            com.example:tank:2-SNAPSHOT (2-20261122.013020-1) – 1 file""");
  }

  @Test
  void aRoomIsForAGlance() {
    Build large = Builds.of(true, Collections.nCopies(99, "m").toArray(String[]::new));

    assertThat(teller.tell(large).lines()).hasSize(40);
    assertThat(teller.tell(large).andMore()).isEqualTo("and 60 more deploys");
  }

  private static Deployment engine() {
    return deployment("engine", "3.0", null, true, 2239L, 702L);
  }

  private String tell(Build build) {
    return teller.tell(build).plain();
  }
}

package io.repohook.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.ArtifactFile;
import io.repohook.event.Coordinates;
import io.repohook.event.Deployment;
import io.repohook.event.FileChange;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildSumTest {

  @Test
  void everythingIsAddedUp() {
    BuildSum sum =
        sum(deploy("g:a:1", 5L, true), deploy("g:b:1", null, false), deploy("g:a:1", 7L, true));

    assertThat(sum).isEqualTo(new BuildSum("g", "1", 2, 3, 6, 12, 1));
    assertThat(sum.complete()).isFalse();
    assertThat(sum(deploy("g:a:1", 5L, true)).complete()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "com.example:a:1 com.example:b:1,                         com.example, 1",
        "com.example.core:a:1 com.example.web:b:1,                com.example, 1",
        "com.example:a:1 com.example.web:b:1 com.example.x.y:c:1, com.example, 1",
        "com.example:a:1 com.examples:b:1,                        none,        1",
        "com.example:a:1 org.example:b:2 com.example:c:1,         none,        none",
        "a:a:1 a:b:2 a:c:1,                                       a,           none",
        "a.b:a:1 a.c:b:1,                                         none,        1",
      })
  void whatAllHaveInCommonIsNamed(
      String deployed, @Nullable String group, @Nullable String version) {
    BuildSum sum =
        sum(
            Stream.of(deployed.split(" "))
                .map(each -> deploy(each, 1L, true))
                .toArray(Deployment[]::new));

    assertThat(sum.group()).isEqualTo(group);
    assertThat(sum.version()).isEqualTo(version);
  }

  private static BuildSum sum(Deployment... deploys) {
    BuildSum.Tally tally = new BuildSum.Tally();
    Stream.of(deploys).forEach(tally::add);
    return tally.sum();
  }

  private static Deployment deploy(String coordinates, @Nullable Long size, boolean complete) {
    String[] parts = coordinates.split(":");
    ArtifactFile file = new ArtifactFile("x", null, "jar", size, FileChange.CREATED);
    ArtifactFile unknown = new ArtifactFile("y", null, "pom", null, FileChange.CREATED);
    return new Deployment(
        new Coordinates(parts[0], parts[1], parts[2], null), List.of(file, unknown), complete);
  }
}

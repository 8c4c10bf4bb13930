package io.repohook.artifact.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlPathTest {
  private final Interest releases = new Interest("/releases/", true, false);

  @ParameterizedTest
  @CsvSource({
    "/releases/a.jar, a.jar",
    "/releases/a.jar?x=1, a.jar",
    "/releases/a.jar#top, a.jar",
    "/releases/a%2Ejar?x=1, a.jar",
    "/releases/a%20b.jar, a b.jar",
    "/releases/a+b.jar, a+b.jar",
    "/releases/%C3%BC.jar, ü.jar",
    "/releases/%FC.jar, %FC.jar",
    "/releases/folder/, folder/",
    "/releases/, /",
    "/releases/x/.., /",
    "/releases/x/../a.jar, a.jar",
    "/releases/x/%2e%2e/a.jar, a.jar",
    "/releases//a.jar, a.jar",
    "/releases/./a.jar, a.jar",
    "/private/../releases/a.jar, a.jar",
    "//releases/a.jar, a.jar",
    "/%72eleases/a.jar, a.jar",
    "http://repo.example.com/releases/a.jar, a.jar",
    "/releases/%252e%252e/a.jar, %2e%2e/a.jar",
    "/releases/..a.jar, ..a.jar",
  })
  void aTargetLeadsWhereTheServerResolvesIt(String target, String path) {
    assertThat(releases.path(target)).contains(path);
    byte[] bytes = target.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThat(releases.mayConcern(bytes, 0, bytes.length)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "/",
        "/releases",
        "/releasesX/a.jar",
        "/snapshots/a.jar",
        "/releases/../private/a.jar",
        "/releases/%2e%2e/private/a.jar",
        "/releases/%2e%2e%2fprivate/a.jar",
        "/releases/../../releases/../etc/passwd",
        "/../releases/a.jar",
        "/releases/a%0d%0aPUT /releases/b.jar",
        "/releases/a%00.jar",
        "/releases/a%7f.jar",
        "/releases/a%zz.jar",
        "/releases/a%2",
        "example.com:443",
        "http://repo.example.com",
      })
  void anythingElseIsNoFileOfTheRepository(String target) {
    assertThat(releases.path(target)).isEmpty();
  }

  @Test
  void aPathLongerThanAnyFilesIsNone() {
    assertThat(releases.path("/releases/" + "a".repeat(65_536))).isEmpty();
    assertThat(releases.path("/releases/" + "a/".repeat(2_000))).isPresent();
  }
}

package io.repohook.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactRequestTest {
  private static final Instant TIME = Instant.parse("2026-11-22T10:00:00.123Z");

  @Test
  void whatIsWrittenIsReadAgain() throws Exception {
    ArtifactRequest full =
        new ArtifactRequest(
            TIME,
            "MOVE",
            "a/b\u00e9.zip",
            201,
            0L,
            7L,
            "bytes=1-",
            "ci",
            "::1",
            "Maven\n\tx",
            "/z");
    ArtifactRequest bare =
        new ArtifactRequest(TIME, "GET", "tools/", 200, null, null, null, null, null, null, null);

    assertThat(read(full, bare)).containsExactly(full, bare);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/a", "a//b", "../a", "a/../b", "a/.", "./a", "a\nb", "a\0", "/", "a\u0085"})
  void whatCanBeNoFilesPathIsNone(String path) {
    assertThat(ArtifactRequest.isPath(path)).isFalse();
    assertThatThrownBy(
            () ->
                read(
                    new ArtifactRequest(
                        TIME, "PUT", path, 201, null, null, null, null, null, null, null)))
        .isInstanceOf(MalformedSpoolFileException.class)
        .hasMessageContaining("path");
  }

  @Test
  void aPathIsNoLongerThanAnyFilesIs() {
    assertThat(ArtifactRequest.isPath("a/".repeat(2048))).isTrue();
    assertThat(ArtifactRequest.isPath("a/".repeat(2048) + "b")).isFalse();
    assertThat(ArtifactRequest.isPath("..a/b../...")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "method, POST",
    "status, 404",
    "status, 2e2",
    "received, -1",
    "sent, 1234567890123456789",
    "time, yesterday"
  })
  void aWrongValueIsRefused(String key, String value) {
    List<SpoolRecord> records = new ArrayList<>();
    for (SpoolRecord each :
        new ArtifactRequest(TIME, "PUT", "a", 201, 1L, 1L, null, null, null, null, null)
            .records()) {
      records.add(each.key().equals(key) ? SpoolRecord.of(key, value) : each);
    }

    assertThatThrownBy(() -> ArtifactRequest.read(file(records)))
        .isInstanceOf(MalformedSpoolFileException.class)
        .hasMessageContaining(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"range", "user", "address", "agent", "destination"})
  void aTextIsNoLongerThanTheFilterWritesIt(String key) {
    List<SpoolRecord> records =
        new ArrayList<>(
            new ArtifactRequest(TIME, "GET", "a", 200, 1L, 1L, null, null, null, null, null)
                .records());
    records.add(SpoolRecord.of(key, "x".repeat(ArtifactRequest.LONGEST_DESTINATION + 1)));

    assertThatThrownBy(() -> ArtifactRequest.read(file(records)))
        .isInstanceOf(MalformedSpoolFileException.class)
        .hasMessageContaining("'" + key + "' is longer");
  }

  @Test
  void nothingHappensAfterItWasWrittenDown() throws Exception {
    assertThat(read(at(Instant.MAX), at(Instant.MIN), at(TIME.minusSeconds(1))))
        .extracting(ArtifactRequest::time)
        .containsExactly(TIME, Instant.EPOCH, TIME.minusSeconds(1));
  }

  @Test
  void aFileHasNoMoreRequestsThanFitIntoATransaction() {
    ArtifactRequest[] requests = new ArtifactRequest[ArtifactRequest.MOST_TOGETHER + 1];
    Arrays.fill(requests, at(TIME));

    assertThatThrownBy(() -> read(requests))
        .isInstanceOf(MalformedSpoolFileException.class)
        .hasMessageContaining("more than 500");
  }

  @Test
  void whatWasLostIsANumber() throws Exception {
    assertThat(ArtifactRequest.lost(file(List.of()))).isZero();
    assertThat(ArtifactRequest.lost(file(List.of(SpoolRecord.of("lost", "12"))))).isEqualTo(12);
    assertThatThrownBy(() -> ArtifactRequest.lost(file(List.of(SpoolRecord.of("lost", "1\nx")))))
        .isInstanceOf(MalformedSpoolFileException.class);
  }

  private static ArtifactRequest at(Instant time) {
    return new ArtifactRequest(time, "GET", "a", 200, 1L, 1L, null, null, null, null, null);
  }

  private static List<ArtifactRequest> read(ArtifactRequest... requests)
      throws MalformedSpoolFileException {
    List<SpoolRecord> records = new ArrayList<>(List.of(SpoolRecord.of("prefix", "/")));
    for (ArtifactRequest each : requests) {
      records.addAll(each.records());
    }
    return ArtifactRequest.read(file(SpoolFormat.read(SpoolFormat.write(records))));
  }

  private static SpoolFile file(List<SpoolRecord> records) {
    return new SpoolFile("x.event", TIME, new SpoolOwner(0, "root"), records);
  }
}

package io.repohook.format.arraylake;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.CommitAdded;
import io.repohook.event.Event;
import io.repohook.event.EventType;
import io.repohook.format.GitEvents;
import io.repohook.format.ReadFormat;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArraylakeFormatTest {
  /** Arraylake's own sample, as its documentation prints it. */
  private static final String SAMPLE =
      """
      {
      "event": "NewCommit",
      "details": {
      "repo_name": "ocean",
      "repo_id": "507f1f77bcf86cd799439011"
      }
      }
      """;

  private static final ReadFormat ARRAYLAKE = ReadFormat.of(new ArraylakeType());

  @Test
  void theBodyIsTheSampleToTheLetterButForTheId() throws Exception {
    String body = ARRAYLAKE.text(commit());

    String id = ARRAYLAKE.json(commit()).at("/details/repo_id").stringValue();
    assertThat(id).matches("[0-9a-f]{24}");
    assertThat(body)
        .isEqualTo(
            SAMPLE.replace("507f1f77bcf86cd799439011", id).replace("\n", "").replace(": ", ":"));
  }

  @Test
  void theIdIsTheRepositorysAlways() throws Exception {
    String id = ARRAYLAKE.json(commit()).at("/details/repo_id").stringValue();

    assertThat(ARRAYLAKE.json(GitEvents.ping()).at("/details/repo_id").stringValue()).isEqualTo(id);
    assertThat(
            ReadFormat.of(new ArraylakeType(), "other/ocean", List.of())
                .json(commit())
                .at("/details/repo_id")
                .stringValue())
        .isNotEqualTo(id);
  }

  @Test
  void theSecretIsTheToken() throws Exception {
    assertThat(ARRAYLAKE.headers(commit()))
        .containsOnlyKeys("X-Secret-Token")
        .containsValue(ReadFormat.SECRET);
  }

  @Test
  void onlyCommitsAreSaid() {
    assertThat(Arrays.stream(EventType.values()).filter(ARRAYLAKE.format()::says))
        .containsExactly(EventType.GIT_COMMIT, EventType.PING);
  }

  @Test
  void aPingIsNoCommit() throws Exception {
    assertThat(ARRAYLAKE.json(GitEvents.ping()).path("event").stringValue()).isEqualTo("Ping");
  }

  private static Event commit() {
    return GitEvents.event(
        new CommitAdded("refs/heads/main", GitEvents.commit("1"), null, List.of(), false));
  }
}

package io.repohook.route.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.config.Place;
import io.repohook.config.Scalar;
import io.repohook.event.Actor;
import io.repohook.event.Change;
import io.repohook.event.Event;
import io.repohook.event.Push;
import io.repohook.event.Repository;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilterTest {
  @Test
  void patternBehindAReferenceDecidesButIsNotShown() {
    Place place = new Place(Path.of("ocean.yaml"), 3);
    List<Scalar> lines = List.of(new Scalar("secret-*", "${file:branch}", place));

    Filter filter = Filter.branches(place, lines);

    assertThat(filter.judge(push("refs/heads/secret-plan")).admits()).isTrue();
    assertThat(filter.judge(push("refs/heads/main")).admits()).isFalse();
    assertThat(filter.written()).containsExactly("${file:branch}");
  }

  private static Event push(String ref) {
    String zero = "0".repeat(40);
    Push push =
        new Push(
            ref,
            Change.DELETED,
            zero,
            zero,
            List.of(),
            0,
            0,
            0,
            false,
            null,
            List.of(),
            null,
            false);
    return new Event("evt_1", Instant.EPOCH, Repository.git("ocean"), Actor.UNKNOWN, push);
  }
}

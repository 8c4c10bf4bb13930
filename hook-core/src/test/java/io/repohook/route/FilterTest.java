package io.repohook.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.config.Place;
import io.repohook.config.Scalar;
import io.repohook.event.Change;
import io.repohook.event.Push;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilterTest {
  @Test
  void patternBehindAReferenceDecidesButIsNotShown() {
    Place place = new Place(Path.of("ocean.yaml"), 3);
    List<Scalar> lines = List.of(new Scalar("secret-*", "${file:branch}", place));

    Filter filter = Filter.of("branches", place, lines).orElseThrow();

    assertThat(filter.admits().test(push("refs/heads/secret-plan"))).isTrue();
    assertThat(filter.admits().test(push("refs/heads/main"))).isFalse();
    assertThat(filter.written()).containsExactly("${file:branch}");
  }

  private static Push push(String ref) {
    String zero = "0".repeat(40);
    return new Push(
        ref, Change.DELETED, zero, zero, List.of(), 0, 0, 0, false, null, List.of(), null, false);
  }
}

package io.repohook.format.repohook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repohook.event.Event;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventReaderTest {
  private static final RepohookFormat FORMAT = new RepohookFormat();

  static Stream<Event> events() {
    return SampleEvents.all();
  }

  @ParameterizedTest
  @MethodSource("events")
  void whatWasReadIsWrittenTheSameAgain(Event event) {
    byte[] body = FORMAT.render(event).bytes();

    Event read = EventReader.read(body);

    assertThat(FORMAT.render(read).bytes()).asString(UTF_8).isEqualTo(new String(body, UTF_8));
    assertThat(read.type()).isEqualTo(event.type());
    assertThat(read.data().subject()).isEqualTo(event.data().subject());
  }

  @Test
  void eventOfAnotherVersionIsNotRead() {
    byte[] body =
        "{\"type\":\"later\",\"timestamp\":\"2026-11-22T10:00:00Z\",\"repository\":{\"kind\":\"git\"}}"
            .getBytes(UTF_8);

    assertThatThrownBy(() -> EventReader.read(body)).hasMessageContaining("no event 'later'");
  }
}

package io.repohook.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.config.Place;
import io.repohook.config.Scalar;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReferencesTest {
  @Test
  void whatWasWrittenOutIsNoReference() {
    assertThat(References.resolved(scalar("https://h/p", "https://h/p"))).isEmpty();
    assertThat(References.resolved(scalar("a${b", "a$${b"))).isEmpty();
    assertThat(scalar("a${b}", "a$${b}").isWrittenOut()).isTrue();
    assertThat(scalar("ab", "a${env:B}").isWrittenOut()).isFalse();
  }

  @Test
  void eachReferenceIsFoundInTheValue() {
    assertThat(
            References.resolved(scalar("https://h/one?t=two!", "https://h/${file:a}?t=${env:b}!")))
        .containsExactly("one?t=two", "one", "two");
    assertThat(References.resolved(scalar("all", "${file:a}"))).containsExactly("all");
    assertThat(References.resolved(scalar("${one", "$${${file:a}"))).containsExactly("one");
  }

  private static Scalar scalar(String value, String written) {
    return new Scalar(value, written, new Place(Path.of("x.yaml"), 1));
  }
}

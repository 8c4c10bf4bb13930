package io.repohook.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "p/ss \"w<o>rd&ü+",
        "P/SS \"W<O>RD&Ü+",
        "p/ss \\\"w<o>rd&ü+",
        "p\\/ss \\\"w<o>rd&ü+",
        "p/ss &quot;w&lt;o&gt;rd&amp;ü+",
        "p/ss &#34;w&lt;o&gt;rd&amp;ü+",
        "p%2Fss+%22w%3Co%3Erd%26%C3%BC%2B",
        "p%2fss%20%22w%3co%3erd%26%c3%bc%2b",
      })
  void aSecretIsFoundInEveryFormThatAnEchoGivesIt(String form) {
    Mask mask = new Mask(List.of("p/ss \"w<o>rd&ü+"));

    assertThat(mask.apply("<" + form + "> " + form)).isEqualTo("<****> ****");
  }

  @Test
  void anEncodedSecretIsFoundDecoded() {
    assertThat(new Mask(List.of("a%2Fb%20c")).apply("it was a/b c")).isEqualTo("it was ****");
  }

  @Test
  void ofSecretsThatBeginAlikeNothingRemains() {
    assertThat(new Mask(List.of("token", "token-long")).apply("token-long token"))
        .isEqualTo("**** ****");
  }

  @Test
  void aCutTextEndsBeforeTheBeginningOfASecret() {
    Mask mask = new Mask(List.of("s3cret-value", "xyx"));

    assertThat(mask.applyToCut("it is s3cret-va")).isEqualTo("it is ");
    assertThat(mask.applyToCut("s3cret-value s3cret-value")).isEqualTo("**** ****");
    assertThat(mask.applyToCut("it is xyx")).isEqualTo("it is ****");
  }

  @Test
  void aRestBeginsAfterTheEndOfASecret() {
    Mask mask = new Mask(List.of("s3cret-value", "xyx"));

    assertThat(mask.applyToRest("ret-VALUE it is")).isEqualTo(" it is");
    assertThat(mask.applyToRest("s3cret-value s3cret-value")).isEqualTo("**** ****");
    assertThat(mask.applyToRest("it is xyx")).isEqualTo("it is ****");
  }

  @Test
  void withoutSecretsNothingChanges() {
    assertThat(new Mask(List.of("", " ")).apply("a b")).isEqualTo("a b");
  }

  @Test
  void itsTextFormHoldsNoSecret() {
    assertThat(new Mask(List.of("s3cret")).toString()).doesNotContain("s3cret");
  }
}

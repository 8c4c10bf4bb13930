package io.repohook.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.config.Secret;
import org.junit.jupiter.api.Test;

class HexHmacTest {

  @Test
  void theVectorOfGithubsDocumentationHolds() {
    HexHmac hmac = new HexHmac(new Secret("It's a Secret to Everybody"));

    assertThat(hmac.sha256("Hello, World!".getBytes(UTF_8)))
        .isEqualTo("757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");
  }
}

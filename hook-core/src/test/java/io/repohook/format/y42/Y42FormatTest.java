package io.repohook.format.y42;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.Event;
import io.repohook.format.GitEvents;
import io.repohook.format.ReadFormat;
import io.repohook.format.Verification;
import io.repohook.format.repohook.RepohookFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class Y42FormatTest {
  /** Y42's words: a standard HMAC-SHA256 keyed hash, with sha256= at the beginning. */
  private static final String VERIFY =
      """
      import hashlib, hmac, os

      def verified(body, headers):
          digest = hmac.new(os.environ["SECRET_TOKEN"].encode(), body, hashlib.sha256)
          return hmac.compare_digest("sha256=" + digest.hexdigest(), headers["x-y42-signature"])
      """;

  private static final ReadFormat Y42 = ReadFormat.of(new Y42Type());

  @Test
  void theBodyIsTheNativeOne() throws Exception {
    Event push = GitEvents.push();

    assertThat(Y42.body(push).bytes()).isEqualTo(new RepohookFormat().render(push).bytes());
    assertThat(Y42.body(push).contentType()).isEqualTo("application/json");
  }

  @Test
  void theSignatureIsTheOneThatItsReceiversCompute() throws Exception {
    byte[] body = Y42.body(GitEvents.push()).bytes();
    Map<String, String> headers = Y42.headers(GitEvents.push());

    Verification python = new Verification(VERIFY, "verified", "SECRET_TOKEN");

    assertThat(headers).containsOnlyKeys("x-y42-signature");
    assertThat(python.accepts(body, headers)).isTrue();
    body[0]++;
    assertThat(python.accepts(body, headers)).isFalse();
  }
}

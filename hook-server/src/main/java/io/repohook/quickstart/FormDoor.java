package io.repohook.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes a form as GitHub sends it, and checks the signature as GitHub's documents say. */
final class FormDoor implements Door {
  private static final String FIELD = "payload=";
  private static final JsonMapper JSON = new JsonMapper();

  private final byte[] key;

  FormDoor(String secret) {
    this.key = secret.getBytes(UTF_8);
  }

  @Override
  public Optional<List<String>> take(UnaryOperator<String> header, byte[] body) {
    String expected = "sha256=" + HexFormat.of().formatHex(Hmac.of(key, body));
    String form = new String(body, UTF_8);
    boolean genuine =
        MessageDigest.isEqual(
            expected.getBytes(UTF_8), header.apply("X-Hub-Signature-256").getBytes(UTF_8));
    if (!genuine || !form.startsWith(FIELD)) {
      return Optional.empty();
    }
    JsonNode payload = JSON.readTree(URLDecoder.decode(form.substring(FIELD.length()), UTF_8));
    return Optional.of(
        List.of(
            "%s  %s, as GitHub sends it; signature checked"
                .formatted(header.apply("X-GitHub-Event"), payload.path("ref").asString())));
  }
}

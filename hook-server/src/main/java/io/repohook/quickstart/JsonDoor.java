package io.repohook.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes the native format; checks the signature by Standard Webhooks' own rules. */
final class JsonDoor implements Door {
  private static final String PREFIX = "whsec_";
  private static final JsonMapper JSON = new JsonMapper();

  private final byte[] key;

  /**
   * A door that knows a secret.
   *
   * @param secret as in the configuration
   */
  JsonDoor(String secret) {
    this.key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
  }

  @Override
  public Optional<List<String>> take(UnaryOperator<String> header, byte[] body) {
    String id = header.apply("webhook-id");
    String signed = id + "." + header.apply("webhook-timestamp") + ".";
    String expected =
        "v1," + Base64.getEncoder().encodeToString(Hmac.of(key, signed.getBytes(UTF_8), body));
    boolean genuine =
        MessageDigest.isEqual(
            expected.getBytes(UTF_8), header.apply("webhook-signature").getBytes(UTF_8));
    return genuine ? Optional.of(lines(JSON.readTree(body), id)) : Optional.empty();
  }

  private static List<String> lines(JsonNode event, String id) {
    JsonNode told = event.path("data");
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s  %s, by %s; signature checked"
            .formatted(
                event.path("type").asString(),
                what(told),
                event.path("actor").path("name").asString("somebody")));
    for (JsonNode commit : told.path("commits")) {
      lines.add(
          "%s %s"
              .formatted(
                  commit.path("id").asString().substring(0, 7),
                  commit.path("message").asString().lines().findFirst().orElse("")));
    }
    if (told.path("message").isString()) {
      lines.add(told.path("message").asString().strip());
    }
    lines.add(id);
    return lines;
  }

  private static String what(JsonNode told) {
    if (told.has("job")) {
      return told.path("job").asString() + ", exit status " + told.path("exit_code").asString();
    }
    JsonNode component = told.path("coordinates");
    if (told.has("files")) {
      return "%s:%s:%s, %d files"
          .formatted(
              component.path("group").asString(),
              component.path("artifact").asString(),
              component.path("version").asString(),
              told.path("files").size());
    }
    String subject = told.has("path") ? "path" : "ref";
    return told.path(subject).asString() + " " + told.path("change").asString();
  }
}

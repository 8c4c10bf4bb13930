package io.repohook.quickstart;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;

/** A chat room; shows the message as a client does that can show text alone. */
final class RoomDoor implements Door {
  private static final JsonMapper JSON = new JsonMapper();

  private final String text;

  /**
   * A room.
   *
   * @param text where a message has its plain text, as a JSON pointer
   */
  RoomDoor(String text) {
    this.text = text;
  }

  @Override
  public Optional<List<String>> take(UnaryOperator<String> header, byte[] body) {
    List<String> lines = JSON.readTree(body).at(text).asString("").lines().toList();
    return lines.isEmpty() ? Optional.empty() : Optional.of(lines);
  }
}

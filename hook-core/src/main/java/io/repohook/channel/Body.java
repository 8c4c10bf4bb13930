package io.repohook.channel;

import java.util.Map;

/**
 * What a delivery sends: rendered once, at intake, and stored, so that every attempt and every
 * redelivery sends the same bytes.
 *
 * @param contentType the media type, as the receiver will read it
 * @param headers what the format adds; without signatures, which are made at sending
 */
@SuppressWarnings("ArrayRecordComponent") // Handed from step to step, never compared.
public record Body(String contentType, Map<String, String> headers, byte[] bytes) {

  public Body {
    headers = Map.copyOf(headers);
  }

  @Override
  public String toString() {
    return contentType + " (" + bytes.length + " bytes)";
  }
}

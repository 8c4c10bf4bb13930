package io.repohook.format.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/** Writes text with ASCII alone, in the two ways that CloudEvents asks for. */
final class PercentEncoding {
  private PercentEncoding() {}

  /** As a part of a URI; slashes stay. */
  static String path(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20").replace("%2F", "/");
  }

  /** As a header's value: the HTTP binding, section 3.1.3.2. */
  static String header(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte each : text.getBytes(UTF_8)) {
      int value = each & 0xff;
      if (value >= 0x21 && value <= 0x7e && value != '"' && value != '%') {
        encoded.append((char) value);
      } else {
        encoded.append(String.format("%%%02X", value));
      }
    }
    return encoded.toString();
  }
}

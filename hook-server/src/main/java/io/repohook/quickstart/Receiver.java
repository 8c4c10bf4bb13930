package io.repohook.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A receiver as anybody might write one: checks the signature by Standard Webhooks' own rules,
 * answers 204 to what is genuine and 401 to the rest.
 */
final class Receiver implements AutoCloseable {
  private static final String PREFIX = "whsec_";
  private static final String PATH = "/hook";
  private static final JsonMapper JSON = new JsonMapper();

  /** Something genuine that arrived. */
  record Arrival(String id, Instant at, JsonNode event) {}

  private final HttpServer server;
  private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  private volatile byte[] key = new byte[0];

  private Receiver(HttpServer server) {
    this.server = server;
  }

  static Receiver open() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Receiver receiver = new Receiver(server);
    server.createContext(PATH, receiver::receive);
    server.start();
    return receiver;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + PATH;
  }

  /** What arrived and is not taken yet. */
  BlockingQueue<Arrival> arrivals() {
    return arrivals;
  }

  /** The secret that both sides know, as in the configuration. */
  void trust(String secret) {
    key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      boolean genuine = isGenuine(exchange, body);
      exchange.sendResponseHeaders(genuine ? 204 : 401, -1);
      if (genuine) {
        arrivals.add(
            new Arrival(header(exchange, "webhook-id"), Instant.now(), JSON.readTree(body)));
      }
    }
  }

  private boolean isGenuine(HttpExchange exchange, byte[] body) {
    String signed =
        header(exchange, "webhook-id") + "." + header(exchange, "webhook-timestamp") + ".";
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(signed.getBytes(UTF_8));
      String expected = "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
      return MessageDigest.isEqual(
          expected.getBytes(UTF_8), header(exchange, "webhook-signature").getBytes(UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

package io.repohook.channel.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repohook.channel.CredentialName;
import io.repohook.channel.Mask;
import io.repohook.channel.References;
import io.repohook.config.Scalar;
import io.repohook.config.Section;
import io.repohook.event.Sha256;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * A URL that a subscription sends to. Much of it may be a secret: what was written by reference,
 * every value of its query, and where whoever knows the URL may post, its path.
 */
public final class EndpointUrl {
  // A value of a query, or a name that stands alone: what follows ? or & and, if there is one, =.
  private static final Pattern QUERY_VALUE = Pattern.compile("(?<=[?&])([^&=]*=)?([^&]*)");
  // Shorter pieces of a path are words such as "api", and hiding them would make details useless.
  private static final int SHORTEST_SECRET_SEGMENT = 4;
  // Enough to tell the URLs of an installation apart, too few to find one by.
  private static final int DIGEST_BYTES = 4;

  // The words in the paths of Slack's, Teams' and their like's URLs, which all of them share.
  private static final Set<String> WORDS =
      Set.of(
          "services",
          "workflows",
          "triggers",
          "manual",
          "paths",
          "invoke",
          "webhook",
          "webhooks",
          "hook",
          "hooks",
          "IncomingWebhook");

  private final HttpUrl url;
  private final Scalar scalar;
  private final boolean secretPath;

  private EndpointUrl(HttpUrl url, Scalar scalar, boolean secretPath) {
    this.url = url;
    this.scalar = scalar;
    this.secretPath = secretPath;
  }

  /**
   * Reads the URL at a key.
   *
   * @return empty when it is wrong; the section then holds the problem
   */
  public static Optional<EndpointUrl> read(Section section, String key, GuardedHttp http) {
    return read(section, key, http, false);
  }

  /** The same for a URL that is a secret itself, but for its host. */
  public static Optional<EndpointUrl> readSecret(Section section, String key, GuardedHttp http) {
    return read(section, key, http, true);
  }

  private static Optional<EndpointUrl> read(
      Section section, String key, GuardedHttp http, boolean secretPath) {
    Optional<Scalar> scalar = section.scalar(key);
    if (scalar.isEmpty()) {
      return Optional.empty();
    }
    HttpUrl url = HttpUrl.parse(scalar.get().value());
    // No problem quotes the URL: whatever is wrong, it may hold a secret.
    if (url == null) {
      section.problem(key, "not a URL", "write https://HOST/PATH");
    } else if (!url.encodedUsername().isEmpty() || !url.encodedPassword().isEmpty()) {
      section.problem(
          key,
          "a user or password in the URL",
          "write headers: {Authorization: \"Basic ${file:NAME}\"}");
    } else if (url.encodedFragment() != null) {
      section.problem(key, "a fragment (#) in the URL, which no request carries", "leave it out");
    } else if (!http.encryptedWhereNeeded(url)) {
      section.problem(
          key,
          "plain HTTP to " + shownHost(url, scalar.get()),
          "write https://, or name the host in network.allow_http");
    } else if (http.refusal(url).isPresent()) {
      section.problem(
          key,
          shownHost(url, scalar.get()) + " is " + http.refusal(url).get(),
          "write an address that notifications may go to");
    } else {
      if (secretPath || url.queryParameterNames().stream().anyMatch(CredentialName::is)) {
        section.secretAt(key, scalar.get());
      }
      return Optional.of(new EndpointUrl(url, scalar.get(), secretPath));
    }
    return Optional.empty();
  }

  /** The host as the file has it; one that a reference stands for is not quoted. */
  private static String shownHost(HttpUrl url, Scalar scalar) {
    return scalar.written().contains(url.host()) ? url.host() : "that host";
  }

  HttpUrl url() {
    return url;
  }

  /** The machine: {@code https://ci.example.com:443}. */
  public String endpoint() {
    String host = url.host().contains(":") ? "[" + url.host() + "]" : url.host();
    return url.scheme() + "://" + host + ":" + url.port();
  }

  /**
   * The URL at that machine, without showing it: {@code https://ci.example.com:443#5f2b9c01}. Equal
   * for equal URLs only.
   */
  public String endpointByPath() {
    byte[] digest = Sha256.of(url.toString().getBytes(UTF_8));
    return endpoint() + "#" + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
  }

  /** The URL as written, with references as references; a value written into its query masked. */
  public String shown() {
    if (secretPath && !References.only(scalar.written())) {
      return shownOrigin() + Mask.HIDDEN;
    }
    return QUERY_VALUE
        .matcher(scalar.written())
        .replaceAll(
            match -> {
              String name = match.group(1) == null ? "" : match.group(1);
              String value = match.group(2);
              boolean plain = value.isEmpty() || References.only(value);
              return Matcher.quoteReplacement(name + (plain ? value : Mask.HIDDEN));
            });
  }

  private String shownOrigin() {
    return scalar.written().contains(url.host()) ? url.scheme() + "://" + url.host() + "/" : "";
  }

  /** Every part that must be seen nowhere. */
  public Set<String> secrets() {
    Set<String> secrets = new LinkedHashSet<>();
    if (secretPath) {
      secrets.add(url.encodedPath());
    }
    if (url.encodedQuery() != null) {
      secrets.add(url.encodedQuery());
    }
    for (int i = 0; i < url.querySize(); i++) {
      String value = url.queryParameterValue(i);
      secrets.add(value == null ? url.queryParameterName(i) : value);
    }
    Set<String> references = References.resolved(scalar);
    for (String reference : references) {
      if (!reference.equals(url.host())) {
        secrets.add(reference);
      }
    }
    if (references.stream().anyMatch(reference -> reference.contains("/"))) {
      secrets.add(url.encodedPath());
    }
    for (int i = 0; i < url.pathSize(); i++) {
      String encoded = url.encodedPathSegments().get(i);
      String decoded = url.pathSegments().get(i);
      boolean secret =
          secretPath
              ? !WORDS.contains(decoded)
              : references.stream().anyMatch(r -> r.contains(encoded) || r.contains(decoded));
      if (secret && decoded.length() >= SHORTEST_SECRET_SEGMENT) {
        secrets.add(encoded);
        secrets.add(decoded);
      }
    }
    secrets.remove("/");
    secrets.remove("");
    return secrets;
  }

  @Override
  public String toString() {
    return shown();
  }
}

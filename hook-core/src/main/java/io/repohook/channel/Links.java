package io.repohook.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repohook.config.Section;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a person finds a repository and its commits on the web, as the configuration says: {@code
 * web_url} and {@code commit_url}, in which {@code {repository}} and {@code {commit}} stand for the
 * names. Immutable.
 */
public final class Links {
  /** The keys, which a repository's file and every {@code _all.yaml} may have. */
  public static final String WEB_URL = "web_url";

  public static final String COMMIT_URL = "commit_url";

  /** Nothing is configured. */
  public static final Links NONE = new Links(null, null);

  private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)\\}");

  private final @Nullable String web;
  private final @Nullable String commit;

  private Links(@Nullable String web, @Nullable String commit) {
    this.web = web;
    this.commit = commit;
  }

  /** Reads the links of a repository; what is wrong becomes a problem. */
  static Links read(String repository, Section section) {
    String web = read(section, WEB_URL, "https://git.example.com/{repository}", "repository");
    String commit =
        read(
            section,
            COMMIT_URL,
            "https://git.example.com/{repository}/commit/{commit}",
            "repository",
            "commit");
    String path = path(repository);
    return new Links(
        web == null ? null : web.replace("{repository}", path),
        commit == null ? null : commit.replace("{repository}", path));
  }

  private static @Nullable String read(
      Section section, String key, String example, String... places) {
    String written = section.text(key).orElse(null);
    if (written == null) {
      return null;
    }
    String filled = written;
    for (String place : places) {
      filled = filled.replace("{" + place + "}", "x");
    }
    Matcher unknown = PLACE.matcher(filled);
    if (unknown.find()) {
      section.problem(
          key, "nothing is known by the name {" + unknown.group(1) + "}", "write " + example);
      return null;
    }
    if (!isWebAddress(filled)) {
      section.problem(key, "not a web address", "write " + example);
      return null;
    }
    return written;
  }

  private static boolean isWebAddress(String text) {
    try {
      URI uri = URI.create(text);
      return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
          && uri.getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** A repository's name in a URL: its slashes stay. */
  private static String path(String repository) {
    return URLEncoder.encode(repository, UTF_8).replace("+", "%20").replace("%2F", "/");
  }

  /** The repository's page; empty when none is configured. */
  public Optional<String> repository() {
    return Optional.ofNullable(web);
  }

  /**
   * A commit's page; empty when none is configured.
   *
   * @param id hexadecimal
   */
  public Optional<String> commit(String id) {
    return Optional.ofNullable(commit).map(url -> url.replace("{commit}", id));
  }
}

package io.repohook.format.forge;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repohook.channel.RepositorySettings;
import io.repohook.format.StableId;
import java.net.URI;
import java.net.URLEncoder;

/**
 * A repository as forges name it: always an owner and a name, always a page on the web.
 *
 * <p>Where the configuration has no {@code web_url}, the links are made up below a host that cannot
 * exist (RFC 2606): receivers parse links, and compare them, more often than they follow them.
 *
 * @param owner all but the last part of the repository's name
 * @param name the last part
 * @param url the page, without a slash at its end
 */
public record ForgeRepository(RepositorySettings settings, String owner, String name, String url) {
  private static final String MADE_UP_HOST = "https://repohook.invalid";

  /** Receivers split {@code owner/name} at the slash, so there must be an owner. */
  private static final String OWNER_OF_ALL = "git";

  public static ForgeRepository of(RepositorySettings settings) {
    String full = settings.name();
    int slash = full.lastIndexOf('/');
    String owner = slash < 0 ? OWNER_OF_ALL : full.substring(0, slash);
    String name = full.substring(slash + 1);
    String url =
        settings
            .links()
            .repository()
            .orElse(MADE_UP_HOST + "/" + path(owner) + "/" + path(name))
            .replaceFirst("/+$", "");
    return new ForgeRepository(settings, owner, name, url);
  }

  /** {@code owner/name}. */
  public String fullName() {
    return owner + "/" + name;
  }

  public int id() {
    return StableId.number(settings.name());
  }

  /** Where {@code git clone} would find it, if it is found on the web at all. */
  public String cloneUrl() {
    return url + ".git";
  }

  public String sshUrl() {
    return "git@" + URI.create(url).getHost() + ":" + fullName() + ".git";
  }

  public String commitUrl(String id) {
    return settings.links().commit(id).orElse(url + "/commit/" + id);
  }

  /** Scheme and host of the page. */
  public String host() {
    URI uri = URI.create(url);
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }

  /** The page of an account on the same host. */
  public String userUrl(String login) {
    return host() + "/" + path(login);
  }

  private static String path(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20").replace("%2F", "/");
  }
}

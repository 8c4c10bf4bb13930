package io.repohook.acceptance.servers;

import java.nio.file.Path;
import java.util.List;

/**
 * Gitolite of Debian's package, in an account of its own.
 *
 * @param account the Unix account
 * @param home its home
 */
public record Gitolite(String account, Path home) {

  /** Sets it up, as the package does when it is told a key. */
  public static Gitolite setUp(String account, Path home, Path adminsKey) {
    Script.run(
        "useradd --system --user-group --create-home --home-dir %s --shell /bin/sh %s"
            .formatted(home, account));
    Gitolite made = new Gitolite(account, home);
    made.run("setup", "-pk", adminsKey.toString());
    return made;
  }

  /** Runs a command of gitolite's on its server. */
  public String run(String... words) {
    return Script.in(home)
        .as(account)
        .with("HOME", home.toString())
        .succeeds("umask 077; gitolite " + String.join(" ", List.of(words)) + " 2>&1");
  }
}

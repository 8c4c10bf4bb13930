package io.repohook.git;

import io.repohook.event.Actor;
import io.repohook.event.PushCertificate;
import io.repohook.intake.Standing;
import io.repohook.spool.SpoolFile;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who pushed, from what the hook saw in its environment. Git itself names nobody; what stands
 * around it does. A hook inside a server that knows its users says it outright, also when it is
 * nobody. Both are believed only of an account that serves others; of any other, its own name is
 * what the kernel vouches for, and its address what it says.
 */
final class Pusher {
  /**
   * Who names the pusher: gitolite, GitLab, Gitea, git-http-backend behind a web server that asked
   * for a password. The most particular one first.
   */
  private static final List<String> NAMES =
      List.of("GL_USER", "GL_USERNAME", "GITEA_PUSHER_NAME", "REMOTE_USER");

  /** In git's words (git-receive-pack(1)): there was no signature that it could check. */
  private static final String NOT_CHECKED = "N";

  private final SpoolFile file;
  private final boolean namesOthers;

  Pusher(SpoolFile file, Standing standing) {
    this.file = file;
    this.namesOthers = standing == Standing.FOR_OTHERS;
  }

  Actor actor() {
    if (!namesOthers) {
      return new Actor(account(), null, said("pusher.address").orElseGet(this::address));
    }
    if (file.bytes("pusher.name").isPresent()) {
      return new Actor(
          said("pusher.name").orElse(null),
          said("pusher.email").orElse(null),
          said("pusher.address").orElse(null));
    }
    return new Actor(name(), environment("GITEA_PUSHER_EMAIL").orElse(null), address());
  }

  private @Nullable String name() {
    Optional<String> named =
        NAMES.stream().map(this::environment).flatMap(Optional::stream).findFirst();
    if (named.isPresent()) {
      return named.get();
    }
    if (environment("REMOTE_ADDR").isPresent()) {
      return null; // Over HTTP without a password: the account is the web server's.
    }
    return account(); // Over ssh or on the machine itself.
  }

  /**
   * The account that wrote the file. The kernel vouches for it, where USER is whatever the pusher
   * set; that only helps out for an account without a name.
   */
  private String account() {
    String owner = file.owner().name();
    return namesOthers && owner.equals(String.valueOf(file.owner().uid()))
        ? environment("USER").or(() -> environment("LOGNAME")).orElse(owner)
        : owner;
  }

  private @Nullable String address() {
    // "client-address client-port server-address server-port". A web server has REMOTE_ADDR for
    // each request, and perhaps SSH_CONNECTION from the administrator who started it.
    return environment("REMOTE_ADDR")
        .or(() -> environment("SSH_CONNECTION").map(words -> words.split(" ")[0]))
        .orElse(null);
  }

  /**
   * The certificate of a signed push. What the hook says that git found out about it may be made up
   * by an account that speaks for itself alone: then it counts as not checked.
   */
  @Nullable PushCertificate certificate() {
    return environment("GIT_PUSH_CERT")
        .map(
            blob ->
                !namesOthers
                    ? new PushCertificate(NOT_CHECKED, null, null, null)
                    : new PushCertificate(
                        environment("GIT_PUSH_CERT_STATUS").orElse(NOT_CHECKED),
                        environment("GIT_PUSH_CERT_SIGNER").orElse(null),
                        environment("GIT_PUSH_CERT_KEY").orElse(null),
                        environment("GIT_PUSH_CERT_NONCE_STATUS").orElse(null)))
        .orElse(null);
  }

  private Optional<String> environment(String name) {
    return said("env." + name);
  }

  private Optional<String> said(String key) {
    return file.text(key).filter(value -> !value.isBlank());
  }
}

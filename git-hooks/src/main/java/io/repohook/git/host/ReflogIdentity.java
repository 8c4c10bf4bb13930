package io.repohook.git.host;

import io.repohook.event.Actor;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.PersonIdent;
import org.jspecify.annotations.Nullable;

/** What the identity for the reflog tells of the pusher. */
final class ReflogIdentity {
  /** What JGit's DefaultReceivePackFactory and Daemon call a pusher without a name. */
  private static final String ANONYMOUS = "anonymous";

  /** IPv4 or IPv6, as servlet containers write it less the brackets; never a host's name. */
  private static final Pattern ADDRESS =
      Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+|[0-9A-Fa-f]*:[0-9A-Fa-f.:]*(%[\\w.-]+)?");

  private ReflogIdentity() {}

  static Actor actor(@Nullable PersonIdent ident) {
    if (ident == null) {
      return Actor.UNKNOWN;
    }
    String name = ident.getName();
    String email = ident.getEmailAddress();
    boolean isMadeUp = email.startsWith(name + "@");
    String known = name.isBlank() || (isMadeUp && name.equals(ANONYMOUS)) ? null : name;
    if (isMadeUp) {
      return new Actor(known, null, address(email.substring(name.length() + 1)));
    }
    return new Actor(known, email.isBlank() ? null : email, null);
  }

  /** The part behind the account is the client's host, or that of a mail address. */
  private static @Nullable String address(String host) {
    String bare =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    return ADDRESS.matcher(bare).matches() ? bare : null;
  }
}

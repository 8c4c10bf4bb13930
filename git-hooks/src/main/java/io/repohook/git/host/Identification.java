package io.repohook.git.host;

import java.util.Objects;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.transport.ReceivePack;

/**
 * Says who made a push. A host that knows its users better than JGit does gives one of its own.
 *
 * <p>Called in the thread of the push, while the pusher waits, from any number of threads at once.
 */
@FunctionalInterface
public interface Identification {

  /** Who made this push. What it throws leaves the pusher unknown and fails nothing. */
  Identity of(ReceivePack push);

  /**
   * Who stands in the reflog. JGit's own servlet writes the account there and {@code
   * account@address} for its mail address; other hosts write a name and a real mail address.
   */
  static Identity byReflog(ReceivePack push) {
    PersonIdent ident = push.getRefLogIdent();
    if (ident == null) {
      return Identity.UNKNOWN;
    }
    String name = Objects.requireNonNullElse(ident.getName(), "");
    String email = Objects.requireNonNullElse(ident.getEmailAddress(), "");
    boolean fromServlet = email.startsWith(name + "@");
    // So JGit's servlet calls who gave no name.
    String known = name.isBlank() || (fromServlet && name.equals("anonymous")) ? null : name;
    return fromServlet
        ? new Identity(known, null, email.substring(name.length() + 1))
        : new Identity(known, email.isBlank() ? null : email, null);
  }
}

package io.repohook.git.host;

import io.repohook.event.Actor;
import org.eclipse.jgit.transport.ReceivePack;

/**
 * Says who made a push. A host that knows its users better than JGit does gives one of its own.
 *
 * <p>Called in the thread of the push, while the pusher waits, from any number of threads at once.
 */
@FunctionalInterface
public interface Identification {

  /**
   * Who made this push, {@link Actor#UNKNOWN} for nobody. What it throws leaves the pusher unknown
   * and fails nothing.
   */
  Actor of(ReceivePack push);

  /**
   * Who stands in the reflog. JGit's own servlet and daemon write the account there and {@code
   * account@host} for its mail address, with the account {@code anonymous} for nobody; other hosts
   * write a name and a real mail address.
   */
  static Actor byReflog(ReceivePack push) {
    return ReflogIdentity.actor(push.getRefLogIdent());
  }
}

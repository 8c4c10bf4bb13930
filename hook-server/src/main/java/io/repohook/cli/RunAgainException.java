package io.repohook.cli;

import java.nio.file.attribute.UserPrincipal;

/** The command is root's, the store is not: it has to run as the store's owner. */
final class RunAgainException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient UserPrincipal account;

  RunAgainException(UserPrincipal account) {
    super("to be run as " + account.getName());
    this.account = account;
  }

  UserPrincipal account() {
    return account;
  }
}

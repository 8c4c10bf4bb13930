package io.repohook.git.install;

/** JGit cannot read a repository that git itself may well serve. */
final class UnreadableRepositoryException extends Exception {
  private static final long serialVersionUID = 1;

  private final String reason;

  UnreadableRepositoryException(Exception cause) {
    super(cause);
    this.reason = String.valueOf(cause.getMessage());
  }

  String reason() {
    return reason;
  }
}

package io.repohook.git.install;

/** JGit cannot read a repository that git itself may well serve; the message says why. */
final class UnreadableRepositoryException extends Exception {
  private static final long serialVersionUID = 1;

  UnreadableRepositoryException(String reason) {
    super(reason);
  }
}

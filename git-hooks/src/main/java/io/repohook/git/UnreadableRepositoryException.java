package io.repohook.git;

/** A repository cannot be read; the message says why, as events tell it. */
final class UnreadableRepositoryException extends Exception {
  private static final long serialVersionUID = 1;

  private final String because;

  UnreadableRepositoryException(String because) {
    super(because);
    this.because = because;
  }

  String because() {
    return because;
  }
}

package io.repohook.config.edit;

/** A file that only a person can change so; the message says why and what to do. */
public final class CannotEditException extends Exception {
  private static final long serialVersionUID = 1;

  public CannotEditException(String message) {
    super(message);
  }
}

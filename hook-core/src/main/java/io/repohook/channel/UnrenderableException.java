package io.repohook.channel;

/** An event cannot be said in a format; the message says why. */
public final class UnrenderableException extends Exception {
  private static final long serialVersionUID = 1;

  public UnrenderableException(String reason) {
    super(reason);
  }
}

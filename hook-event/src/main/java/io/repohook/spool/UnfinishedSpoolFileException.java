package io.repohook.spool;

/** A spool file stops before its end: its writer is still at work, or died over it. */
public final class UnfinishedSpoolFileException extends MalformedSpoolFileException {
  private static final long serialVersionUID = 1;

  public UnfinishedSpoolFileException(String reason) {
    super(reason);
  }
}

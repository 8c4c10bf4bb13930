package io.repohook.spool;

/** A file in the spool is no spool file; the message says where and why. */
public class MalformedSpoolFileException extends Exception {
  private static final long serialVersionUID = 1;

  private final String reason;

  public MalformedSpoolFileException(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** Where and why, as quarantine tells it. */
  public String reason() {
    return reason;
  }
}

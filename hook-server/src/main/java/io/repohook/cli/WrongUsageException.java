package io.repohook.cli;

/** The command line asks for something that does not exist; the message says what would. */
final class WrongUsageException extends Exception {
  private static final long serialVersionUID = 1;

  WrongUsageException(String message) {
    super(message);
  }
}

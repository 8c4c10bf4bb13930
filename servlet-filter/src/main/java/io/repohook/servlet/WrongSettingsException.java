package io.repohook.servlet;

/** The filter is not set up; the message says where, what is wrong and what would be right. */
final class WrongSettingsException extends Exception {
  private static final long serialVersionUID = 1;

  WrongSettingsException(String message) {
    super(message);
  }
}

package io.repohook.config;

/** A {@code ${…}} that has no value; says why, and what would be right, without the value. */
final class UnresolvedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String remedy;

  UnresolvedException(String wrong, String remedy) {
    super(wrong);
    this.remedy = remedy;
  }

  String wrong() {
    return String.valueOf(getMessage());
  }

  String remedy() {
    return remedy;
  }
}

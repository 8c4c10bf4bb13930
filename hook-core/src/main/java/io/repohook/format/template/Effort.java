package io.repohook.format.template;

/**
 * What a template may do before it is stopped, counted rather than timed: the same event then
 * always ends alike. Confined to one thread.
 */
final class Effort {
  /** A look-up takes well below a microsecond: a second at most, for a template gone wrong. */
  private static final int MOST = 1_000_000;

  private int spent;

  /** Counts one look-up, or one step through a list. */
  void spend() {
    if (++spent > MOST) {
      throw new TooMuchException("it takes too long: sections inside sections repeat too often");
    }
  }

  /** The template does more than it may. */
  static final class TooMuchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooMuchException(String message) {
      super(message);
    }
  }
}

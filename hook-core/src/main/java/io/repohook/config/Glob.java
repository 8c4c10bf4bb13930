package io.repohook.config;

import java.util.Arrays;

/**
 * One pattern of a {@link Patterns} list.
 *
 * <p>All ways to match are followed at once, one character after the other, so that the time grows
 * with the length of the text and no more: whoever pushes chooses the names, and an expression that
 * tries one way after the other can be kept busy for days by a single long one. Immutable.
 */
final class Glob {
  /** What stands at a place of the pattern; an other value is a character. */
  private static final int ONE = -1;

  private static final int MANY = -2;
  private static final int ANYTHING = -3;

  /** {@code **}{@code /}: the way past it is free at first, and again after each slash. */
  private static final int FOLDERS = -4;

  /** Where the way leads that has entered {@link #FOLDERS}. */
  private static final int IN_FOLDERS = -5;

  private final int[] places;
  private final int separator;

  private Glob(int[] places, int separator) {
    this.places = places;
    this.separator = separator;
  }

  /** A pattern that is compared with a whole name. */
  static Glob ofName(String pattern) {
    return new Glob(places(pattern, true), '/');
  }

  /** A pattern that is looked for anywhere in a text; {@code *} stays within a line. */
  static Glob ofText(String pattern) {
    int[] found = places(pattern, false);
    int[] places = new int[found.length + 2];
    System.arraycopy(found, 0, places, 1, found.length);
    places[0] = ANYTHING;
    places[places.length - 1] = ANYTHING;
    return new Glob(places, '\n');
  }

  private static int[] places(String pattern, boolean isName) {
    int[] places = new int[2 * pattern.length()];
    int count = 0;
    int i = 0;
    while (i < pattern.length()) {
      if (isName && pattern.startsWith("**/", i)) {
        places[count++] = FOLDERS;
        places[count++] = IN_FOLDERS;
        i += 3;
      } else if (pattern.startsWith("**", i)) {
        places[count++] = ANYTHING;
        i += 2;
      } else {
        int at = pattern.codePointAt(i);
        i += Character.charCount(at);
        if (at == '\\' && i < pattern.length()) {
          at = pattern.codePointAt(i);
          i += Character.charCount(at);
          places[count++] = at;
        } else {
          places[count++] = at == '*' ? MANY : at == '?' ? ONE : at;
        }
      }
    }
    return Arrays.copyOf(places, count);
  }

  /** Whether the text is as the pattern says. */
  boolean matches(String text) {
    boolean[] now = new boolean[places.length + 1];
    boolean[] next = new boolean[places.length + 1];
    enter(now, 0);
    for (int i = 0; i < text.length(); ) {
      int at = text.codePointAt(i);
      i += Character.charCount(at);
      Arrays.fill(next, false);
      boolean any = false;
      for (int place = 0; place < places.length; place++) {
        any |= now[place] && step(place, at, next);
      }
      if (!any) {
        return false;
      }
      boolean[] done = now;
      now = next;
      next = done;
    }
    return now[places.length];
  }

  /** Where a way may be that has come as far as this place. */
  private void enter(boolean[] ways, int place) {
    ways[place] = true;
    if (place == places.length) {
      return;
    }
    switch (places[place]) {
      case MANY, ANYTHING -> enter(ways, place + 1);
      case FOLDERS -> {
        ways[place + 1] = true;
        enter(ways, place + 2);
      }
      default -> {
        // A character must come first.
      }
    }
  }

  /** Where the way leads on from this place; false when it ends here. */
  private boolean step(int place, int at, boolean[] next) {
    switch (places[place]) {
      case ONE -> {
        if (at != separator) {
          enter(next, place + 1);
          return true;
        }
        return false;
      }
      case MANY -> {
        if (at != separator) {
          enter(next, place);
          return true;
        }
        return false;
      }
      case ANYTHING -> {
        enter(next, place);
        return true;
      }
      case FOLDERS -> {
        return false; // The way went on from it when it came.
      }
      case IN_FOLDERS -> {
        next[place] = true;
        if (at == separator) {
          enter(next, place + 1);
        }
        return true;
      }
      default -> {
        if (at == places[place]) {
          enter(next, place + 1);
          return true;
        }
        return false;
      }
    }
  }
}

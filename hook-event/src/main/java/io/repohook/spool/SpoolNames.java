package io.repohook.spool;

/** How files in the spool are called while they are written and when they are finished. */
final class SpoolNames {
  private static final String FINISHED = ".event";
  private static final String UNFINISHED = ".part";

  private SpoolNames() {}

  static String finished(String unique) {
    return unique + FINISHED;
  }

  static String unfinished(String unique) {
    return unique + UNFINISHED;
  }

  static boolean isFinished(String name) {
    return name.endsWith(FINISHED);
  }

  static boolean isUnfinished(String name) {
    return name.endsWith(UNFINISHED);
  }
}

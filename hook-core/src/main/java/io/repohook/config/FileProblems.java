package io.repohook.config;

import java.nio.file.Path;

/** The problems of one file, and whether it had errors. */
final class FileProblems {
  private final Path file;
  private final Problems problems;
  private boolean sound = true;

  FileProblems(Path file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  Place place(int line) {
    return new Place(file, line);
  }

  boolean sound() {
    return sound;
  }

  void error(int line, String key, String wrong, String remedy) {
    sound = false;
    problems.error(place(line), key, wrong, remedy);
  }
}

package io.repohook.config;

import java.nio.file.Path;

/**
 * A line of a configuration file, as a person finds it.
 *
 * @param file relative to the configuration folder if it lies below it, else absolute
 * @param line from 1; 0 stands for the file as a whole
 */
public record Place(Path file, int line) {
  @Override
  public String toString() {
    return line == 0 ? file.toString() : file + ":" + line;
  }
}

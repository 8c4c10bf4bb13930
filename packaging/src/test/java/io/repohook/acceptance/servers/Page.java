package io.repohook.acceptance.servers;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A page of the documents, and what an administrator copies out of it.
 *
 * @param name for messages
 */
public record Page(String name, List<String> lines) {
  public Page {
    lines = List.copyOf(lines);
  }

  public static Page of(Path file) {
    try {
      return new Page(file.getFileName().toString(), Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines below a heading, up to the next one. */
  public Page section(String heading) {
    List<String> section = new ArrayList<>();
    boolean inside = false;
    boolean fenced = false;
    for (String line : lines) {
      fenced ^= line.startsWith("```");
      if (!fenced && line.startsWith("#")) {
        inside = line.matches("#+ \\Q" + heading + "\\E");
      } else if (inside) {
        section.add(line);
      }
    }
    if (section.isEmpty()) {
      throw new AssertionError(name + " has no section '" + heading + "'");
    }
    return new Page(name + ", " + heading, section);
  }

  /** What is to be typed: the lines that are indented, and not part of a file. */
  public String commands() {
    List<String> commands = new ArrayList<>();
    boolean fenced = false;
    for (String line : lines) {
      fenced ^= line.startsWith("```");
      if (!fenced && line.startsWith("    ")) {
        commands.add(line.substring(4));
      }
    }
    return some(String.join("\n", commands));
  }

  /** What is to be written to a file: the first block that is fenced as that. */
  public String file(String language) {
    return some(
        lines.stream()
            .dropWhile(line -> !line.equals("```" + language))
            .skip(1)
            .takeWhile(line -> !line.equals("```"))
            .collect(joining("\n")));
  }

  private String some(String text) {
    if (text.isBlank()) {
      throw new AssertionError(name + " has nothing of the kind");
    }
    return text;
  }
}

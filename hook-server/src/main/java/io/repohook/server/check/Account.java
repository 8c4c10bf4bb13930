package io.repohook.server.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * An account of this machine, by what the machine's own programs tell: they know every directory.
 *
 * @param groups the names of those it is in
 */
record Account(String name, Set<String> groups) {

  /** The one that this program runs as, with the groups that it has now. */
  static Account own() throws IOException {
    String name = FileMode.of(Path.of("/proc/self").toRealPath()).owner();
    return new Account(name, words("id", "-Gn"));
  }

  /** The one of that name; in no group if there is none. */
  static Account of(String name) throws IOException {
    return new Account(name, name.startsWith("-") ? Set.of() : words("id", "-Gn", name));
  }

  /** The accounts that a group lists as its members: those whose own group it is are not among. */
  static Set<String> membersOf(String group) throws IOException {
    String line = String.join(" ", words("getent", "group", group));
    List<String> fields = List.of(line.split(":", -1));
    return fields.size() < 4 || fields.get(3).isBlank()
        ? Set.of()
        : new TreeSet<>(Arrays.asList(fields.get(3).split(",")));
  }

  /** Whether it may add files to a folder that it can reach. */
  boolean mayAddTo(FileMode folder) {
    int needed = FileMode.OTHERS_WRITE | FileMode.OTHERS_ENTER;
    return folder.has(shift(needed, folder)) || name.equals("root");
  }

  /** Whether it may pass through a folder. */
  boolean mayEnter(FileMode folder) {
    return folder.has(shift(FileMode.OTHERS_ENTER, folder)) || name.equals("root");
  }

  /** The bits that count for it: the owner's, the group's or the others'. */
  private int shift(int bits, FileMode of) {
    if (of.owner().equals(name)) {
      return bits << 6;
    }
    return groups.contains(of.group()) ? bits << 3 : bits;
  }

  private static Set<String> words(String... command) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    return said.isEmpty() ? Set.of() : new TreeSet<>(Arrays.asList(said.split("\\s+")));
  }
}

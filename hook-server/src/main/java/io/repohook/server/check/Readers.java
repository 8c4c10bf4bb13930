package io.repohook.server.check;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Who can read a file besides the service, its owner and root. */
final class Readers {
  private final Account service;

  Readers(Account service) {
    this.service = service;
  }

  /** Those that can, for a person; empty when there are none. */
  Optional<String> of(Path file) throws IOException {
    Path real = file.toRealPath();
    FileMode mode = FileMode.of(real);
    List<FileMode> above = new ArrayList<>();
    for (Path each = real.getParent(); each != null; each = each.getParent()) {
      above.add(FileMode.of(each));
    }
    if (mode.has(FileMode.OTHERS_READ)
        && above.stream().allMatch(each -> each.has(FileMode.OTHERS_ENTER))) {
      return Optional.of("any account");
    }
    if (!mode.has(FileMode.GROUP_READ)) {
      return Optional.empty();
    }
    Set<String> members = new TreeSet<>(Account.membersOf(mode.group()));
    members.removeAll(List.of("root", service.name(), mode.owner()));
    Set<String> readers = new TreeSet<>();
    for (String member : members) {
      if (above.stream().allMatch(Account.of(member)::mayEnter)) {
        readers.add(member);
      }
    }
    return readers.isEmpty()
        ? Optional.empty()
        : Optional.of(readers.stream().collect(joining(", ", "", " of the group " + mode.group())));
  }
}

package io.repohook.server.check;

import io.repohook.git.install.GitRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whether the accounts that may push to a repository may also add files to the spool. */
final class PushersCheck {
  private final Path spool;
  private final Findings findings;

  PushersCheck(Path spool, Findings findings) {
    this.spool = spool;
    this.findings = findings;
  }

  void run(List<GitRepository> repositories) throws IOException {
    if (!Files.isDirectory(spool)) {
      return; // That is told already.
    }
    FileMode place = FileMode.of(spool.toRealPath());
    List<FileMode> above = new ArrayList<>();
    for (Path each = spool.toRealPath().getParent(); each != null; each = each.getParent()) {
      above.add(FileMode.of(each));
    }
    if (place.has(FileMode.OTHERS_WRITE | FileMode.OTHERS_ENTER)
        && above.stream().allMatch(each -> each.has(FileMode.OTHERS_ENTER))) {
      return; // Everybody may: the usual case asks no directory of accounts.
    }
    Map<String, String> without = new TreeMap<>();
    for (GitRepository repository : repositories) {
      for (String name : pushers(FileMode.of(repository.path()))) {
        Account account = Account.of(name);
        if (!account.mayAddTo(place) || !above.stream().allMatch(account::mayEnter)) {
          without.putIfAbsent(name, repository.name());
        }
      }
    }
    if (!without.isEmpty()) {
      findings.warn(
          "spool",
          "%s may push, as to %s, but not add files to %s: their pushes would not be recorded"
              .formatted(
                  String.join(", ", without.keySet()), without.values().iterator().next(), spool),
          "run: chmod 3733 %s, and let all pass through the folders above it".formatted(spool));
    }
  }

  private static Set<String> pushers(FileMode repository) throws IOException {
    Set<String> pushers = new TreeSet<>(Set.of(repository.owner()));
    if (repository.has(FileMode.GROUP_WRITE)) {
      pushers.addAll(Account.membersOf(repository.group()));
    }
    return pushers;
  }
}

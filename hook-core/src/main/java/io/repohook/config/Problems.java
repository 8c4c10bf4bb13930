package io.repohook.config;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * All problems of one reading of the configuration, and what is one only if the wrong people may
 * read a file. The same found twice, as in an {@code _all.yaml} it is by each repository below it,
 * is told once. Confined to one thread.
 */
public final class Problems {
  private static final Comparator<Problem> BY_PLACE =
      Comparator.comparing((Problem problem) -> problem.place().file())
          .thenComparingInt(problem -> problem.place().line());

  private final Set<Problem> found = new LinkedHashSet<>();
  private final Set<WrittenSecret> secrets = new LinkedHashSet<>();

  public void add(Problem problem) {
    found.add(problem);
  }

  public void error(Place place, String key, String wrong, String remedy) {
    add(new Problem(Severity.ERROR, place, key, wrong, remedy));
  }

  public void warning(Place place, String key, String wrong, String remedy) {
    add(new Problem(Severity.WARNING, place, key, wrong, remedy));
  }

  void written(WrittenSecret secret) {
    secrets.add(secret);
  }

  /** The secrets that the files themselves hold, in the order of reading. */
  public Set<WrittenSecret> writtenSecrets() {
    return Collections.unmodifiableSet(secrets);
  }

  /** What keeps the configuration from being used, in file and line order. */
  public List<Problem> errors() {
    return of(Severity.ERROR);
  }

  /** What a person should look at, in file and line order. */
  public List<Problem> warnings() {
    return of(Severity.WARNING);
  }

  /** Errors and warnings, in file and line order. */
  public List<Problem> all() {
    return found.stream().sorted(BY_PLACE).toList();
  }

  private List<Problem> of(Severity severity) {
    return all().stream().filter(problem -> problem.severity() == severity).toList();
  }
}

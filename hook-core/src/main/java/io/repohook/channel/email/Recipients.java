package io.repohook.channel.email;

import static java.util.stream.Collectors.joining;

import io.repohook.config.MailAddress;
import io.repohook.config.Patterns;
import io.repohook.event.ArtifactFile;
import io.repohook.event.Commit;
import io.repohook.event.CommitAdded;
import io.repohook.event.Deployment;
import io.repohook.event.Event;
import io.repohook.event.EventData;
import io.repohook.event.FileEvent;
import io.repohook.event.Push;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Who gets a mail.
 *
 * @param always those of every event
 * @param authors whether whoever wrote a push's new commits gets it too
 * @param authorDomains where authors may be mailed to, in lower case; {@code *} for anywhere
 * @param byBranch those of branches that a pattern admits, by pattern
 * @param byPath those of files that a pattern admits, by pattern
 */
record Recipients(
    List<MailAddress> always,
    boolean authors,
    Set<String> authorDomains,
    Map<String, List<MailAddress>> byBranch,
    Map<String, List<MailAddress>> byPath) {

  private static final String HEADS = "refs/heads/";

  /** Those of a download of these files, of which only the number is told. */
  Collection<String> ofDownloads(List<String> paths) {
    Map<String, String> all = new LinkedHashMap<>();
    always.forEach(each -> add(each, all));
    addByPath(paths::stream, all);
    return all.values();
  }

  /** Those of this event; of each address one, however it is written. */
  Collection<String> of(Event event) {
    Map<String, String> all = new LinkedHashMap<>();
    always.forEach(each -> add(each, all));
    EventData data = event.data();
    String branch = branch(data);
    byBranch.forEach(
        (pattern, to) -> {
          if (!branch.isEmpty() && Patterns.of(List.of(pattern)).admit(branch)) {
            to.forEach(each -> add(each, all));
          }
        });
    if (mayConcernUnknownFiles(data)) {
      byPath.values().forEach(to -> to.forEach(each -> add(each, all)));
    } else {
      addByPath(() -> files(data), all);
    }
    if (authors) {
      commits(data)
          .filter(Commit::isNew)
          .flatMap(each -> MailAddress.parse(each.author().email()).stream())
          .filter(each -> isOurs(each.domain()))
          .forEach(each -> add(each, all));
    }
    return all.values();
  }

  private void addByPath(Supplier<Stream<String>> files, Map<String, String> all) {
    byPath.forEach(
        (pattern, to) -> {
          Patterns patterns = Patterns.of(List.of(pattern));
          if (files.get().anyMatch(patterns::admit)) {
            to.forEach(each -> add(each, all));
          }
        });
  }

  private static void add(MailAddress address, Map<String, String> all) {
    all.putIfAbsent(address.toString().toLowerCase(Locale.ROOT), address.toString());
  }

  private boolean isOurs(String domain) {
    return authorDomains.contains("*") || authorDomains.contains(domain.toLowerCase(Locale.ROOT));
  }

  private static String branch(EventData data) {
    String ref =
        data instanceof Push push
            ? push.ref()
            : data instanceof CommitAdded added ? added.ref() : "";
    return ref.startsWith(HEADS) ? ref.substring(HEADS.length()) : ref;
  }

  /** As the filter {@code paths}: better told once too often. */
  private static boolean mayConcernUnknownFiles(EventData data) {
    if (data instanceof Push push && (push.truncated() || push.unlisted() != null)) {
      return true;
    }
    return (data instanceof CommitAdded added && added.commit() == null)
        || commits(data).anyMatch(Commit::filesTruncated);
  }

  private static Stream<String> files(EventData data) {
    if (data instanceof FileEvent file) {
      return Stream.concat(Stream.of(file.file().path()), file.removed().stream());
    }
    if (data instanceof Deployment deployment) {
      return deployment.files().stream().map(ArtifactFile::path);
    }
    return commits(data)
        .flatMap(each -> Stream.of(each.added(), each.removed(), each.modified()))
        .flatMap(List::stream);
  }

  private static Stream<Commit> commits(EventData data) {
    if (data instanceof CommitAdded added) {
      return Stream.ofNullable(added.commit());
    }
    return data instanceof Push push ? push.commits().stream() : Stream.empty();
  }

  Map<String, String> describe() {
    Map<String, String> shown = new LinkedHashMap<>();
    Set<String> to = new LinkedHashSet<>();
    always.forEach(each -> to.add(each.toString()));
    if (authors) {
      to.add("authors of " + authorDomains.stream().sorted().collect(joining(", ")));
    }
    shown.put("email", to.isEmpty() ? "by branch or path" : String.join(", ", to));
    if (!byBranch.isEmpty()) {
      shown.put("email_branches", shown(byBranch));
    }
    if (!byPath.isEmpty()) {
      shown.put("email_paths", shown(byPath));
    }
    return shown;
  }

  private static String shown(Map<String, List<MailAddress>> by) {
    return by.entrySet().stream()
        .map(each -> each.getKey() + ": " + each.getValue())
        .collect(joining(", "));
  }
}

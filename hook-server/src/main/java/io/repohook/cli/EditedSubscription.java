package io.repohook.cli;

import io.repohook.channel.http.HttpClients;
import io.repohook.config.ConfigLoader;
import io.repohook.config.Place;
import io.repohook.config.Problem;
import io.repohook.config.edit.CannotEditException;
import io.repohook.config.edit.EditedFile;
import io.repohook.config.edit.SecretFile;
import io.repohook.config.edit.Value;
import io.repohook.config.edit.YamlText;
import io.repohook.outbox.SubscriptionKey;
import io.repohook.server.Configuration;
import io.repohook.server.UnusableConfigurationException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One subscription in its repository's file, to be changed: the changes are looked at as part of
 * the whole configuration, and only then written. Secrets that were written for it go away again
 * unless it is saved.
 */
final class EditedSubscription implements AutoCloseable {
  private static final String SUBSCRIPTIONS = "subscriptions";

  private final Setup setup;
  private final Terminal terminal;
  private final HttpClients http;
  private final Configuration before;
  private final SubscriptionKey key;
  private final Path path;
  private final EditedFile file;
  private final SecretInput input;
  private final List<SecretFile> secrets = new ArrayList<>();
  private YamlText text;

  private EditedSubscription(
      Setup setup,
      Terminal terminal,
      HttpClients http,
      Configuration before,
      SubscriptionKey key,
      Path path)
      throws IOException, CannotEditException {
    this.setup = setup;
    this.terminal = terminal;
    this.http = http;
    this.before = before;
    this.key = key;
    this.path = path;
    this.file = EditedFile.read(path);
    this.input = new SecretInput(terminal);
    this.text = file.text();
  }

  /**
   * Reads the configuration and the file; the caller closes it.
   *
   * @param repository a repository's name or path
   */
  static EditedSubscription open(
      Setup setup, Terminal terminal, HttpClients http, String repository, String alias)
      throws IOException, WrongUsageException, CannotEditException {
    Configuration before = setup.read(http);
    String name = Setup.repository(repository, before);
    Path path = setup.folder().resolve(ConfigLoader.ownFile(name)).normalize();
    if (!ConfigLoader.isRepository(name)) {
      throw new WrongUsageException("'" + name + "' is no name of a repository");
    }
    return new EditedSubscription(
        setup, terminal, http, before, new SubscriptionKey(name, alias), path);
  }

  SubscriptionKey key() {
    return key;
  }

  /** Where the file stands, relative to the configuration's folder. */
  Path path() {
    return setup.folder().relativize(path);
  }

  /** Whether the repository's own file has it. */
  boolean isOwn() throws CannotEditException, UnusableConfigurationException {
    return editing(() -> file.text().has(List.of(SUBSCRIPTIONS, key.alias())));
  }

  /** Looks into a text, or changes it. */
  @FunctionalInterface
  private interface Edit<T> {
    T apply() throws CannotEditException;
  }

  /** What cannot be edited may be wrong anyway: then that is said, with its line and remedy. */
  private <T> T editing(Edit<T> edit) throws CannotEditException, UnusableConfigurationException {
    try {
      return edit.apply();
    } catch (CannotEditException e) {
      List<Problem> errors =
          before.problems().errors().stream()
              .filter(each -> each.place().file().equals(path()))
              .toList();
      if (errors.isEmpty()) {
        throw e;
      }
      throw new UnusableConfigurationException(errors);
    }
  }

  /** Where a file above has it. */
  Optional<Place> inherited() {
    return Optional.ofNullable(before.routes().inheritedAliases(key.repository()).get(key.alias()));
  }

  /** Whether the repository is known to be anywhere. */
  boolean isKnown() {
    return before.routes().names().path(key.repository()).isPresent()
        || before.routes().configured().contains(key.repository());
  }

  /** Whether the files leave it on as they are. */
  boolean isOn() {
    return before.routes().isOn(key);
  }

  Configuration configuration() {
    return before;
  }

  /** Fails unless there is such a subscription; the message names the nearest. */
  void mustExist() throws WrongUsageException, CannotEditException, UnusableConfigurationException {
    if (!isOwn() && inherited().isEmpty()) {
      Setup.subscription(key.repository(), key.alias(), before);
    }
  }

  /** Gives a key another value, or takes it away. */
  void assign(Assignment assignment)
      throws IOException, WrongUsageException, CannotEditException, UnusableConfigurationException {
    List<String> keys = new ArrayList<>(List.of(SUBSCRIPTIONS, key.alias()));
    keys.addAll(assignment.path());
    if (assignment.removes()) {
      if (!editing(() -> text.has(keys))) {
        throw new WrongUsageException(
            "%s has no '%s' for %s%s"
                .formatted(
                    path(),
                    assignment.key(),
                    key.alias(),
                    inherited()
                        .map(
                            place -> "; what it inherits from " + place + " can be overridden only")
                        .orElse("")));
      }
      text = editing(() -> text.without(keys));
    } else {
      Value value =
          assignment.isFromInput()
              ? new Value.Text(secret(assignment).reference())
              : assignment.toValue();
      text = editing(() -> text.with(keys, value));
    }
  }

  private SecretFile secret(Assignment assignment) throws IOException, WrongUsageException {
    String value = input.next(assignment.key());
    String name = String.join("-", key.repository(), key.alias(), assignment.key());
    try {
      SecretFile secret = SecretFile.write(setup.secrets(before.server()), name, value);
      secrets.add(secret);
      return secret;
    } catch (AccessDeniedException e) {
      throw new WrongUsageException(
          "this account may not write into secrets/; let somebody who may put the secret there, and"
              + " write %s='${file:NAME}'".formatted(assignment.key()));
    }
  }

  /** Takes the whole entry away. */
  void remove() throws CannotEditException, UnusableConfigurationException {
    text = editing(() -> text.without(List.of(SUBSCRIPTIONS, key.alias())));
  }

  /**
   * Reads the whole configuration as it would be.
   *
   * @throws UnusableConfigurationException when something in it would be wrong that this account
   *     can tell, unless it has mended something else
   */
  Configuration check() throws UnusableConfigurationException {
    Configuration after = setup.read(http, Map.of(path, text.text()));
    List<String> known = before.problems().errors().stream().map(EditedSubscription::gist).toList();
    List<Problem> errors =
        after.problems().errors().stream().filter(each -> !each.isUnreadable()).toList();
    boolean mends =
        errors.size() < before.problems().errors().stream().filter(p -> !p.isUnreadable()).count()
            && errors.stream().allMatch(each -> known.contains(gist(each)));
    if (!errors.isEmpty() && !mends) {
      throw new UnusableConfigurationException(errors);
    }
    return after;
  }

  /** A problem without its line, which an edit may have moved. */
  private static String gist(Problem problem) {
    return problem.place().file() + " " + problem.key() + " " + problem.wrong();
  }

  /**
   * Writes the file, if it has changed.
   *
   * @return whether it had
   */
  boolean save() throws IOException, CannotEditException, UnusableConfigurationException {
    if (text.equals(file.text())) {
      return false;
    }
    Configuration after = check();
    file.replace(text);
    secrets.clear();
    after.problems().errors().forEach(each -> terminal.err().println("not yet right: " + each));
    return true;
  }

  @Override
  public void close() throws IOException {
    for (SecretFile each : secrets) {
      each.remove();
    }
  }
}

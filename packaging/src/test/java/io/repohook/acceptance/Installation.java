package io.repohook.acceptance;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Repohook as an administrator has set it up, in a folder of its own: configuration, spool, store,
 * repositories.
 *
 * <p>Closing it ends every process that it started, and fails when one of its secrets is in
 * anything that any of them has printed, or when one has left something in the account's home.
 */
final class Installation implements AutoCloseable {
  private final Layout layout;
  private final Program program;
  private final List<RunningProgram> programs = new ArrayList<>();
  private final List<String> secrets = new ArrayList<>();
  private String grace = "60s";

  private Installation(Layout layout, Program program) {
    this.layout = layout;
    this.program = program;
  }

  /**
   * Sets it up. Retries are soon, for no test wants to wait; an attempt may be long, for an answer
   * that comes late on a busy machine would make a second one.
   */
  static Installation in(Path folder) {
    return of(Layout.in(folder), Program.ofTheArchive());
  }

  /** The same with folders and a program of its own. */
  static Installation of(Layout layout, Program program) {
    Installation made = new Installation(layout, program);
    made.serverFile(
        """
        defaults: {timeout: 30s, retry: [200ms, 200ms, 200ms, 200ms, 200ms, 200ms]}
        """);
    return made;
  }

  Path config() {
    return layout.config();
  }

  Path spool() {
    return layout.spool();
  }

  Path store() {
    return layout.store();
  }

  /** The folder below which every repository is known. */
  Path root() {
    return layout.root();
  }

  Path bare(String repository) {
    return root().resolve(repository + ".git");
  }

  /** Writes repohook.yaml: the folders of this installation, then what is given. */
  Installation serverFile(String more) {
    return serverFile("127.0.0.1:0", more);
  }

  Installation serverFile(String listen, String more) {
    return serverFile(listen, layout.root(), more);
  }

  /** The same with another folder of repositories. */
  Installation serverFile(Path root, String more) {
    return serverFile("127.0.0.1:0", root, more);
  }

  private Installation serverFile(String listen, Path root, String more) {
    return write(
        "repohook.yaml",
        "spool: %s\nstore: sqlite:%s\nlisten: %s\ngit: {roots: [%s], grace: %s}\n%s"
            .formatted(spool(), store(), listen, root, grace, more));
  }

  /** How long a gap waits, in the files that are written from now on. */
  Installation grace(String duration) {
    grace = duration;
    return this;
  }

  /** Writes the file of a repository, or of all with {@code _all}. */
  Installation repositoryFile(String name, String text) {
    return write("repositories/" + name + ".yaml", text);
  }

  /** Writes a file of the configuration. */
  Installation write(String file, String text) {
    try {
      Path path = config().resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Writes a secret, which must appear in nothing that is printed. */
  Installation secret(String name, String value) {
    secrets.add(value);
    write("secrets/" + name, value + "\n");
    try {
      Files.setPosixFilePermissions(
          config().resolve("secrets").resolve(name), PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Says that a text is as secret as the secrets are. */
  Installation keepsToItself(String text) {
    secrets.add(text);
    return this;
  }

  /** Makes a bare repository and puts the hook into it. */
  GitPusher repository(String name) {
    GitPusher.makeBare(bare(name));
    run("install", name).exits(0);
    return clone(name);
  }

  /** Makes a clone of a repository. */
  GitPusher clone(String name) {
    return GitPusher.cloneOf(bare(name), layout.clones().resolve(name));
  }

  /** Runs a command to its end. */
  Result run(String... words) {
    return start(words).result();
  }

  /** Runs a command to its end that reads this text. */
  Result runWithInput(String text, String... words) {
    try {
      Path input = Files.writeString(layout.home().resolveSibling("input"), text);
      return start(program, Map.of(), Redirect.from(input.toFile()), words).result();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command to its end, with these variables in its environment. */
  Result with(Map<String, String> variables, String... words) {
    return start(variables, words).result();
  }

  /** Starts a command. */
  RunningProgram start(String... words) {
    return start(program, words);
  }

  /** Starts a command with more in its environment. */
  RunningProgram start(Map<String, String> more, String... words) {
    return start(program, more, Redirect.PIPE, words);
  }

  private RunningProgram start(Program which, String... words) {
    return start(which, Map.of(), Redirect.PIPE, words);
  }

  private synchronized RunningProgram start(
      Program which, Map<String, String> more, Redirect input, String... words) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("REPOHOOK_CONFIG", config().toString());
    environment.put("XDG_CONFIG_HOME", layout.home().toString());
    RunningProgram started = which.start(environment, input, words);
    programs.add(started);
    return started;
  }

  /** Runs a command to its end, as another account; only root can. */
  Result runAs(String account, String... words) {
    return start(program.as(account), words).result();
  }

  /** Starts the server as another account and waits until it answers; only root can. */
  Server serveAs(String account) {
    return Server.await(start(program.as(account), "serve"));
  }

  /** Starts the server and waits until it answers. */
  Server serve() {
    return Server.await(start("serve"));
  }

  /** Runs a command that lists, and answers the rows. */
  List<JsonNode> list(String... words) {
    return run(Stream.concat(Stream.of(words), Stream.of("--json")).toArray(String[]::new))
        .exits(0)
        .rows()
        .toList();
  }

  @Override
  public synchronized void close() {
    programs.stream().filter(RunningProgram::isAlive).forEach(RunningProgram::kill);
    if (Files.exists(layout.home())) {
      throw new AssertionError("the program wrote into " + layout.home());
    }
    String printed =
        programs.stream().flatMap(each -> each.printed().stream()).collect(joining("\n"));
    for (String secret : secrets) {
      if (printed.contains(secret)) {
        throw new AssertionError("the secret '" + secret + "' is in what was printed:\n" + printed);
      }
    }
  }
}

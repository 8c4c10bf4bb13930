package io.repohook.acceptance;

import static java.nio.file.attribute.PosixFilePermissions.fromString;

import io.repohook.acceptance.servers.Accounts;
import io.repohook.acceptance.servers.Page;
import io.repohook.acceptance.servers.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A machine with Repohook as docs/operating.md has it installed: its own account, its folders,
 * their modes. The machine is a folder in the place of {@code /}; its accounts are real ones.
 *
 * <p>What a document says is run word for word, but for that folder and the names of the accounts.
 * Only root can do that, and only with Debian's packages: {@code @Tag("servers")}.
 */
final class Machine implements AutoCloseable {
  /** Which tests need one; others run anywhere. */
  static final String TAG = "servers";

  private static final Pattern PATH =
      Pattern.compile(
          "(?<![\\w./-])/(?=(opt|srv|usr/local/bin|var/(lib|spool)/repohook|var/lib/gitolite3|"
              + "etc/(repohook|git|gitconfig|nginx/git.users))\\b)");
  private static final Pattern SERVICE =
      Pattern.compile(
          "(?<=-[og] |:|developers |gitolite3 |www-data )repohook\\b|(?<=nologin )repohook$");
  private static final Pattern PERSON =
      Pattern.compile("(?<![\\w./-])(alice|bob|carol|developers|gitolite3)\\b(?!\\.pub)");

  private final Path folder;
  private final Accounts accounts;
  private final Installation repohook;

  private Machine(Path folder, Accounts accounts, Installation repohook) {
    this.folder = folder;
    this.accounts = accounts;
    this.repohook = repohook;
  }

  /** Sets it up; the folder must be empty, with none above it that is closed to other accounts. */
  static Machine in(Path folder) {
    Accounts accounts = Accounts.open();
    try {
      Files.setPosixFilePermissions(folder, fromString("rwxr-xr-x"));
      for (String made :
          List.of("opt", "usr/local/bin", "var/lib", "var/spool", "etc/nginx", "srv/git")) {
        Files.createDirectories(folder.resolve(made));
      }
      Layout layout = Layout.ofMachine(folder);
      Path program = folder.resolve("usr/local/bin/repohook");
      Machine machine =
          new Machine(folder, accounts, Installation.of(layout, new Program(List.of(), program)));
      machine.follow(document("operating.md").section("Installing").commands());
      machine.repohook.serverFile("defaults: {timeout: 30s}\n");
      return machine;
    } catch (IOException e) {
      accounts.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException | Error e) {
      accounts.close();
      throw e;
    }
  }

  /** A page of the documents that the archive has. */
  static Page document(String name) {
    return Page.of(Program.archive().resolve("docs").resolve(name));
  }

  Installation repohook() {
    return repohook;
  }

  /** Where a path of the documents is here. */
  Path at(String path) {
    return Path.of(here(path));
  }

  /** What a name of the documents is called here. */
  static String account(String name) {
    return Accounts.PREFIX + name;
  }

  /** The account of the service. */
  static String service() {
    return account("repohook");
  }

  /** A text of the documents with the paths and names that hold here. */
  String here(String text) {
    Path archive = Program.archive().resolveSibling("repohook.tar.gz").toAbsolutePath();
    String paths =
        PATH.matcher(text).replaceAll(folder + "/").replace(" repohook.tar.gz", " " + archive);
    String services =
        paths
            .lines()
            .map(line -> SERVICE.matcher(line).replaceAll(service()))
            .reduce((a, b) -> a + "\n" + b)
            .orElse("");
    return PERSON.matcher(services).replaceAll(Accounts.PREFIX + "$1");
  }

  /** Does what a document says, as root. */
  String follow(String commands) {
    return script().succeeds(here(commands));
  }

  /** Runs lines in this machine. */
  Script script() {
    return Script.in(folder)
        .with("PATH", folder.resolve("usr/local/bin") + ":" + System.getenv("PATH"))
        .with("REPOHOOK_CONFIG", repohook.config().toString())
        .with("GIT_CONFIG_SYSTEM", folder.resolve("etc/gitconfig").toString())
        .with("GIT_CONFIG_GLOBAL", "/dev/null");
  }

  @Override
  public void close() {
    try (accounts) {
      repohook.close();
    }
  }
}

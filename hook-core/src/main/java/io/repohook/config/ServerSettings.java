package io.repohook.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code repohook.yaml} says, with every default filled in.
 *
 * @param spool absolute
 * @param store {@code sqlite:} and an absolute path
 * @param smtp empty where none is named
 * @param acceptFrom accounts besides a repository's own that may report for it
 */
public record ServerSettings(
    Path spool,
    String store,
    Listen listen,
    Git git,
    Network network,
    Set<String> acceptFrom,
    Defaults defaults,
    Retention retention,
    Dispatch dispatch,
    Optional<Smtp> smtp) {

  public ServerSettings {
    acceptFrom = Set.copyOf(acceptFrom);
  }

  /** The mail server to send through: the one that is named, else this machine's own. */
  public Smtp mailServer() {
    return smtp.orElseGet(SmtpReader::local);
  }

  /**
   * Reads the server's section to its end. Where a value is wrong the section holds the problem and
   * the default stands here, so that everything else is still checked.
   *
   * @param folder what relative paths are relative to
   */
  public static ServerSettings read(Section server, Path folder) {
    return new ServerReader(server, folder.toAbsolutePath().normalize()).read();
  }
}

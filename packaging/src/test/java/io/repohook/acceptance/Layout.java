package io.repohook.acceptance;

import java.nio.file.Path;

/**
 * Where the parts of an installation lie.
 *
 * @param root the folder below which every repository is known
 * @param clones where those who push have their clones
 * @param home where the account of the service would keep its programs' own files
 */
record Layout(Path config, Path spool, Path store, Path root, Path clones, Path home) {

  /** All in one folder, one account's. */
  static Layout in(Path folder) {
    return new Layout(
        folder.resolve("config"),
        folder.resolve("spool"),
        folder.resolve("repohook.db"),
        folder.resolve("git"),
        folder.resolve("clones"),
        folder.resolve("home"));
  }

  /** As the documents have it, the folder in the place of {@code /}. */
  static Layout ofMachine(Path folder) {
    return new Layout(
        folder.resolve("etc/repohook"),
        folder.resolve("var/spool/repohook"),
        folder.resolve("var/lib/repohook/repohook.db"),
        folder.resolve("srv/git"),
        folder.resolve("clones"),
        folder.resolve("home"));
  }

  /** The same with the spool elsewhere. */
  Layout withSpool(Path other) {
    return new Layout(config, other, store, root, clones, home);
  }
}

package io.repohook.git.install;

/** The hooks of git that we write. */
enum Hook {
  /** Runs after a push. */
  POST_RECEIVE("post-receive"),

  /** Runs whenever refs change, by whatever command. */
  REFERENCE_TRANSACTION("reference-transaction");

  private final String fileName;

  Hook(String fileName) {
    this.fileName = fileName;
  }

  /** What git calls it; the file of that name in a hooks folder. */
  String fileName() {
    return fileName;
  }
}

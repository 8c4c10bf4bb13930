package io.repohook.acceptance;

/** A repository with one subscription, {@code ci}: who pushes, and who receives. */
record Line(String repository, GitPusher alice, RecordingReceiver receiver) {

  /**
   * Makes the repository and its configuration; the hook is for the caller to install.
   *
   * @param settings more of the subscription's, in YAML's flow style, such as {@code timeout: 1s}
   */
  static Line in(Installation repohook, String repository, String... settings) {
    return in(repohook, repository, RecordingReceiver.open(), settings);
  }

  static Line in(
      Installation repohook, String repository, RecordingReceiver receiver, String... settings) {
    StringBuilder more = new StringBuilder();
    for (String each : settings) {
      more.append(", ").append(each);
    }
    repohook.repositoryFile(
        repository,
        "subscriptions:\n  ci: {webhook: \"%s\", secret: \"${file:ci}\"%s}\n"
            .formatted(receiver.url(), more));
    GitPusher.makeBare(repohook.bare(repository));
    return new Line(repository, repohook.clone(repository), receiver);
  }

  /** Commits something and pushes it. */
  void push() {
    alice.commit("README.md", "Change " + repository);
    alice.push("main");
  }
}

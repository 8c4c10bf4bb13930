package io.repohook.quickstart;

import io.repohook.git.install.HookInstaller;
import io.repohook.spool.Spool;
import io.repohook.spool.SpoolWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A bare repository with the hook, and real pushes to it by the real git. */
final class Pushes implements Part {
  /** The repository's name. */
  static final String REPOSITORY = "demo/hello";

  /** The subscription in the native format. */
  static final String ALIAS = "receiver";

  private static final Map<Way, Integer> ONE_EACH =
      Map.of(Way.JSON, 1, Way.FORM, 1, Way.SLACK, 1, Way.TEAMS, 1, Way.MAIL, 1);

  /** Of a branch and a tag, people hear of the branch alone. */
  private static final Map<Way, Integer> BRANCH_AND_TAG =
      Map.of(Way.JSON, 2, Way.FORM, 2, Way.SLACK, 1, Way.TEAMS, 1, Way.MAIL, 1);

  private final DataFolder data;
  private final Receiver receiver;

  Pushes(DataFolder data, Receiver receiver) {
    this.data = data;
    this.receiver = receiver;
  }

  private Path work() {
    return data.work();
  }

  @Override
  public void prepare() throws IOException, InterruptedException {
    data.repository(REPOSITORY, subscriptions());
    Path bare = data.git().resolve(REPOSITORY + ".git");
    Files.createDirectories(bare.getParent());
    Git.run(data.path(), "init", "-q", "--bare", "-b", "main", bare.toString());
    Path spool = Spool.create(data.spool()).folder();
    new HookInstaller(spool, new SpoolWriter(spool)).install(bare);
    Git.run(data.path(), "init", "-q", "-b", "main", work().toString());
    Git.run(work(), "remote", "add", "origin", bare.toString());
    Git.run(work(), "config", "user.name", "Quick Start");
    Git.run(work(), "config", "user.email", "quickstart@example.com");
  }

  private String subscriptions() {
    return """
        # What the repository %1$s tells, and whom.
        subscriptions:
          %2$s:
            webhook: %3$s
            secret: "${file:%4$s}"        # secrets/%4$s, beside this folder
            events: [git.push, git.tag, job.failed]
          form:
            webhook: %5$s
            secret: "${file:%4$s}"
            format: github
            content_type: form
            events: [git.push, git.tag]
          room:
            slack: %6$s
            events: [git.push, job.failed]
          channel:
            teams: %7$s
            events: [git.push, job.failed]
          people:
            email: [dev@example.com]
            events: [git.push, job.failed]
        """
        .formatted(
            REPOSITORY,
            ALIAS,
            receiver.url(Way.JSON),
            DataFolder.SECRET,
            receiver.url(Way.FORM),
            receiver.url(Way.SLACK),
            receiver.url(Way.TEAMS));
  }

  @Override
  public List<Step> steps() {
    return List.of(
        new Step("git push origin main", this::pushMain, ONE_EACH),
        new Step("git push origin feature v1.0", this::pushFeatureAndTag, BRANCH_AND_TAG));
  }

  /** Two commits on the default branch, and their push. */
  private List<String> pushMain() throws IOException, InterruptedException {
    commit("README.md", "# Hello\n", "Say hello");
    commit("hello.txt", "Hello, world.\n", "Greet the world");
    Git.run(work(), "push", "-q", "origin", "main");
    return List.of();
  }

  /** A branch and a tag in one push. */
  private List<String> pushFeatureAndTag() throws IOException, InterruptedException {
    Git.run(work(), "checkout", "-q", "-b", "feature");
    commit("hello.txt", "Hello, everybody.\n", "Greet everybody");
    Git.run(work(), "tag", "-a", "v1.0", "-m", "The first release");
    Git.run(work(), "push", "-q", "origin", "feature", "v1.0");
    Git.run(work(), "checkout", "-q", "main");
    return List.of();
  }

  private void commit(String file, String text, String message)
      throws IOException, InterruptedException {
    Files.writeString(work().resolve(file), text);
    Git.run(work(), "add", file);
    Git.run(work(), "commit", "-q", "--no-verify", "-m", message);
  }
}

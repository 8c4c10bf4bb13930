package io.repohook.git.install;

import static io.repohook.git.install.Command.git;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.repohook.spool.SpoolFormat;
import io.repohook.spool.SpoolRecord;
import io.repohook.spool.SpoolWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real pushes with a real git. */
class PushTest {
  @TempDir Path folder;
  private Path spool;
  private Path server;
  private Path clone;

  @BeforeEach
  void installHook() throws Exception {
    folder = folder.toRealPath();
    spool = Files.createDirectory(folder.resolve("spool"));
    server = folder.resolve("the 'ocean'.git");
    clone = folder.resolve("clone");
    git(folder, "init", "-q", "--bare", "-b", "main", server.toString());
    git(server, "config", "receive.advertisePushOptions", "true");
    git(folder, "clone", "-q", server.toString(), clone.toString());
    git(clone, "commit", "-q", "--allow-empty", "-m", "first");
    assertThat(installer().install(server)).isInstanceOf(Installed.Ready.class);
    emptySpool();
  }

  private HookInstaller installer() {
    return new HookInstaller(spool, new SpoolWriter(spool));
  }

  @Test
  void pushArrivesWithOptionsAndPusher() throws Exception {
    Command.Ended push =
        Command.isolated(Command.of(clone, "git", "push", "-q", "-o", "ci.skip", "-o", "a=b c"))
            .with("REMOTE_USER", "alice")
            .with("GIT_CONFIG_COUNT", "1")
            .with("GIT_CONFIG_KEY_0", "push.default")
            .with("GIT_CONFIG_VALUE_0", "current")
            .run();

    assertThat(push).isEqualTo(new Command.Ended(0, "", ""));
    String commit = git(clone, "rev-parse", "HEAD");
    assertThat(pushes())
        .containsExactly(
            List.of(
                "source=git-push",
                "repository=" + server,
                "env.REMOTE_USER=alice",
                "option=ci.skip",
                "option=a=b c",
                "refs=" + "0".repeat(40) + " " + commit + " refs/heads/main\n"));
  }

  @Test
  void refsOfAnyNameArriveInOnePush() throws Exception {
    List<String> names = List.of("it's", "a\"b", "x;$(id)<>&|#%", "M\u00fcll");
    StringBuilder update = new StringBuilder();
    for (String each : names) {
      update.append("create refs/heads/" + each + " HEAD\n");
    }
    update.append("create refs/heads/raw\u00ff HEAD\ncreate refs/tags/v1 HEAD\n");
    byte[] latin = update.toString().getBytes(ISO_8859_1);
    Command.Ended created =
        Command.isolated(Command.of(clone, "git", "update-ref", "--stdin")).input(latin).run();
    assertThat(created.err()).isEmpty();

    git(clone, "push", "-q", "--mirror");

    assertThat(pushes()).hasSize(1);
    assertThat(refs(pushes().get(0)))
        .extracting(line -> line.substring(82))
        .contains("refs/tags/v1", "refs/heads/raw\u00ff")
        .containsAll(names.stream().map(each -> "refs/heads/" + each).toList());
  }

  @Test
  void fourHundredRefsArriveInOneFile() throws Exception {
    StringBuilder update = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      update.append("create refs/heads/b" + i + " HEAD\n");
    }
    Command.isolated(Command.of(clone, "git", "update-ref", "--stdin"))
        .input(update.toString())
        .run();

    git(clone, "push", "-q", "--all");

    assertThat(pushes()).hasSize(1);
    assertThat(refs(pushes().get(0))).hasSize(401);
  }

  @Test
  void upToDatePushWritesNothing() throws Exception {
    git(clone, "push", "-q", "origin", "main");
    emptySpool();

    git(clone, "push", "-q", "origin", "main");

    assertThat(pushes()).isEmpty();
  }

  @Test
  void pushSucceedsWithoutSpoolAndWarnsOnce() throws Exception {
    Files.delete(spool);

    Command.Ended push =
        Command.isolated(Command.of(clone, "git", "push", "-q", "origin", "main")).run();

    assertThat(push.status()).isZero();
    assertThat(push.err())
        .startsWith("remote: repohook: this push was not recorded: the folder " + spool)
        .hasLineCount(1);
    assertThat(git(server, "rev-parse", "main")).isEqualTo(git(clone, "rev-parse", "HEAD"));
  }

  @Test
  void hookThatWasThereIsRunAfterOurs() throws Exception {
    installer().uninstall(server);
    new HookFile(server.resolve("hooks/post-receive"))
        .replace("#!/bin/sh\necho mine\ncat >input\n".getBytes(ISO_8859_1));
    installer().install(server);
    emptySpool();

    Command.Ended push =
        Command.isolated(Command.of(clone, "git", "push", "-q", "origin", "main")).run();

    assertThat(push.err().strip()).isEqualTo("remote: mine");
    assertThat(Files.readAllLines(server.resolve("input"))).isEqualTo(refs(pushes().get(0)));
  }

  @Test
  void relativeHooksPathIsWhereGitLooksAlsoWithAWorkTree() throws Exception {
    Path tree = folder.resolve("tree");
    git(folder, "init", "-q", "-b", "other", tree.toString());
    git(tree, "config", "core.hooksPath", "my hooks");

    Installed installed = installer().install(tree);
    emptySpool();
    git(clone, "push", "-q", tree.toString(), "main");

    assertThat(installed)
        .asInstanceOf(type(Installed.Ready.class))
        .satisfies(
            ready ->
                assertThat(ready.notes()).singleElement().asString().contains("core.hooksPath"));
    assertThat(pushes()).hasSize(1);
    assertThat(pushes().get(0)).contains("repository=" + tree.resolve(".git"));
  }

  @Test
  void absoluteHooksPathServesEachRepositoryThatNamesIt() throws Exception {
    Path shared = folder.resolve("shared");
    Path second = folder.resolve("second.git");
    git(folder, "init", "-q", "--bare", second.toString());
    git(second, "config", "core.hooksPath", shared.toString());
    git(server, "config", "core.hooksPath", shared.toString());

    installer().install(server);
    emptySpool();
    git(clone, "push", "-q", "origin", "main");
    git(clone, "push", "-q", second.toString(), "main");

    assertThat(pushes())
        .extracting(each -> each.get(1))
        .containsExactlyInAnyOrder("repository=" + server, "repository=" + second);
  }

  @Test
  void sha256RepositoryGetsTheHookAndItsPushArrives() throws Exception {
    Path sha256 = folder.resolve("sha256.git");
    Path work = folder.resolve("work");
    git(folder, "init", "-q", "--bare", "--object-format=sha256", sha256.toString());
    git(folder, "init", "-q", "--object-format=sha256", work.toString());
    git(work, "remote", "add", "origin", sha256.toString());
    git(work, "commit", "-q", "--allow-empty", "-m", "first");
    git(work, "push", "-q", "origin", "HEAD:before");

    Installed installed = installer().install(sha256);
    git(work, "push", "-q", "origin", "HEAD:main");

    assertThat(installed)
        .asInstanceOf(type(Installed.Ready.class))
        .satisfies(
            ready -> {
              assertThat(ready.how()).isEqualTo(Installed.How.INSTALLED);
              assertThat(ready.notes())
                  .singleElement()
                  .asString()
                  .contains("refs could not be read");
            });
    assertThat(pushes()).hasSize(1);
    assertThat(refs(pushes().get(0)).get(0)).matches("0{64} [0-9a-f]{64} refs/heads/main");
  }

  private List<String> refs(List<String> push) {
    String refs = push.get(push.size() - 1);
    assertThat(refs).startsWith("refs=").endsWith("\n");
    return List.of(refs.substring("refs=".length()).split("\n"));
  }

  /** The files of the spool, each as {@code key=value}, bytes as ISO 8859-1. */
  private List<List<String>> pushes() throws Exception {
    List<List<String>> pushes = new ArrayList<>();
    for (Path file : inSpool()) {
      assertThat(file.toString()).endsWith(".event");
      List<String> records = new ArrayList<>();
      for (SpoolRecord each : SpoolFormat.read(Files.readAllBytes(file))) {
        records.add(each.key() + "=" + new String(each.value(), ISO_8859_1));
      }
      pushes.add(records);
    }
    return pushes;
  }

  private List<Path> inSpool() throws Exception {
    try (Stream<Path> files = Files.list(spool)) {
      return files.toList();
    }
  }

  private void emptySpool() throws Exception {
    for (Path each : inSpool()) {
      Files.delete(each);
    }
  }
}

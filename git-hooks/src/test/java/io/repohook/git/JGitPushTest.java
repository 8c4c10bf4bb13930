package io.repohook.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.Actor;
import io.repohook.event.Event;
import io.repohook.event.EventType;
import io.repohook.event.Push;
import io.repohook.git.install.HookInstaller;
import io.repohook.spool.SpoolFile;
import io.repohook.spool.SpoolFormat;
import io.repohook.spool.SpoolOwner;
import io.repohook.spool.SpoolWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.transport.PostReceiveHook;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pushes of the real git to a real JGit server. Each goes to git's own server with the shell hook
 * as well, and the events of both are the same.
 */
class JGitPushTest {
  private static final String ADDRESS = "127.0.0.1";

  @TempDir Path folder;
  private final List<String> chained = new ArrayList<>();
  private Side jgit;
  private Side shell;
  private JGitServer server;
  private GitFixture work;

  /** One of the two servers: its repository, its spool, and what was taken in from there. */
  private record Side(Path repository, Path spool, TakenIn taken) {
    static Side of(Path folder) throws Exception {
      Path spool = Files.createDirectories(folder.resolve("spool"));
      Git.in(folder).run("init", "-q", "--template=", "--bare", "-b", "main", "ocean.git");
      Path repository = folder.resolve("ocean.git");
      Git bare = Git.in(repository);
      bare.run("config", "receive.advertisePushOptions", "true");
      bare.run("config", "receive.pushOptions", "true"); // So JGit calls it.
      bare.run("config", "receive.denyDeleteCurrent", "ignore");
      bare.run("config", "http.receivepack", "true");
      return new Side(repository, spool, new TakenIn(repository));
    }

    void config(String key, String value) throws Exception {
      Git.in(repository).run("config", key, value);
    }

    /** Takes the spool's files away, as intake would find them. */
    List<SpoolFile> files() throws Exception {
      List<SpoolFile> files = new ArrayList<>();
      try (Stream<Path> names = Files.list(spool)) {
        for (Path each : names.toList()) {
          files.add(
              new SpoolFile(
                  "file.event", // Ids are made of it: those of both servers are to be equal.
                  GitFixture.NOW,
                  new SpoolOwner(1000, "git"),
                  SpoolFormat.read(Files.readAllBytes(each))));
          Files.delete(each);
        }
      }
      return files;
    }

    List<Event> events() throws Exception {
      return taken.takeAll(files());
    }
  }

  @BeforeEach
  void serve() throws Exception {
    folder = folder.toRealPath();
    work = new GitFixture(folder);
    jgit = Side.of(Files.createDirectory(folder.resolve("jgit")));
    shell = Side.of(Files.createDirectory(folder.resolve("shell")));
    new HookInstaller(shell.spool(), new SpoolWriter(shell.spool())).install(shell.repository());
    shell.files();
    server = new JGitServer(folder.resolve("jgit"), jgit.spool(), chained());
    assertThat(server.folder("ocean.git")).isEqualTo(jgit.repository());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private PostReceiveHook chained() {
    return (push, commands) ->
        commands.stream()
            .map(each -> each.getRefName() + " " + each.getResult())
            .forEach(chained::add);
  }

  /** Pushes as alice to both; what the pusher of the JGit server read. */
  private String push(String... words) throws Exception {
    Git.Ended one = pushTo(work.clone, server.urlOfAlice("ocean.git"), words);
    Git.Ended other =
        pushToShell(work.clone.with("REMOTE_USER", "alice").with("REMOTE_ADDR", ADDRESS), words);
    assertThat(one.status()).as(one.err()).isEqualTo(other.status());
    return told(one);
  }

  /** What the pusher read, less JGit's progress. */
  private static String told(Git.Ended push) {
    return Stream.of(push.err().split("[\r\n]+"))
        .map(String::strip)
        .filter(each -> !each.isEmpty() && !each.contains("Updating references"))
        .collect(Collectors.joining("\n"));
  }

  private Git.Ended pushToShell(Git git, String... words) throws Exception {
    return pushTo(git, shell.repository().toString(), words);
  }

  private static Git.Ended pushTo(Git git, String url, String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of("push", "-q"));
    Stream.of(words).filter(each -> each.startsWith("-")).forEach(all::add);
    all.add(url);
    Stream.of(words).filter(each -> !each.startsWith("-")).forEach(all::add);
    return git.attempt(all.toArray(String[]::new));
  }

  /** The events of what was pushed since, which are the same from both servers. */
  private List<Event> events() throws Exception {
    List<Event> events = jgit.events();
    assertThat(events).isEqualTo(shell.events()).isNotEmpty();
    assertThat(jgit.taken().ledger()).isEqualTo(shell.taken().ledger());
    return events;
  }

  @Test
  void branchIsCreatedUpdatedForcedAndDeleted() throws Exception {
    String first = work.commit("a");
    assertThat(push("main")).isEmpty();
    assertThat(words(events())).containsExactly("created main 1 new=1");
    work.commit("b");
    work.commit("c");
    push("main");
    assertThat(words(events())).containsExactly("updated main 2 new=2");
    work.clone.run("reset", "-q", "--hard", first);
    work.commit("d");
    push("+main");
    assertThat(words(events())).containsExactly("forced main 1 new=1");
    push("+" + first + ":refs/heads/main");
    assertThat(words(events())).containsExactly("rewound main 0 new=0");
    push("main:refs/heads/other");
    assertThat(words(events())).containsExactly("created other 1 new=1");
    push(":refs/heads/other");
    assertThat(words(events())).containsExactly("deleted other 0 new=0");
  }

  private static List<String> words(List<Event> events) {
    return IntakeRig.words(events);
  }

  @Test
  void tagsAreCreatedMovedAndDeleted() throws Exception {
    work.commit("a");
    work.clone.run("tag", "-a", "-m", "The first", "v1");
    work.clone.run("tag", "light");
    push("main", "v1", "light");
    assertThat(events()).extracting(Event::type).containsOnlyOnce(EventType.GIT_PUSH).hasSize(3);
    work.commit("b");
    work.clone.run("tag", "-f", "-a", "-m", "Again", "v1");
    push("+refs/tags/v1", ":refs/tags/light");
    assertThat(events()).extracting(Event::type).containsOnly(EventType.GIT_TAG).hasSize(2);
  }

  @Test
  void severalRefsWithOptionsAreOnePush() throws Exception {
    work.commit("a");
    work.clone.run("branch", "Müll");
    work.clone.run("branch", "it's");

    push("-oci.skip", "-oa=b c", "main", "Müll", "it's", "main:refs/notes/x");

    List<Event> events = events();
    assertThat(events).hasSize(4);
    assertThat(events)
        .allSatisfy(
            each -> assertThat(((Push) each.data()).options()).containsExactly("ci.skip", "a=b c"));
  }

  @Test
  void ofAPushThatIsRejectedInPartTheRestIsTold() throws Exception {
    work.commit("a");
    work.commit("b");
    push("main");
    events();
    jgit.config("receive.denyNonFastForwards", "true");
    shell.config("receive.denyNonFastForwards", "true");
    chained.clear();

    push("+HEAD~1:refs/heads/main", "HEAD:refs/heads/other");

    assertThat(words(events())).containsExactly("created other 0 new=0");
    assertThat(chained).containsExactly("refs/heads/other " + ReceiveCommand.Result.OK);
  }

  @Test
  void nameThatIsNotUtf8IsToldAsEachServerHasIt() throws Exception {
    String create = "create refs/heads/gr\u00fcn " + work.commit("a") + "\n";
    work.clone.runWith(create.getBytes(ISO_8859_1), "update-ref", "--stdin");
    String refs = "refs/heads/*:refs/heads/*";

    assertThat(pushToShell(work.clone, refs).status()).isZero();
    // JGit makes UTF-8 of it, and git then finds nothing said of what it pushed.
    assertThat(pushTo(work.clone, server.urlOfAlice("ocean.git"), refs).status()).isOne();

    assertThat(shell.events())
        .extracting(each -> each.data().subject())
        .containsExactly("refs/heads/gr\\xFCn", "refs/heads/main");
    assertThat(jgit.events())
        .extracting(each -> each.data().subject())
        .containsExactlyElementsOf(
            Git.in(jgit.repository()).lines("for-each-ref", "--format=%(refname)"))
        .contains("refs/heads/gr\u00fcn");
  }

  @Test
  void pushOfNothingWritesNothing() throws Exception {
    work.commit("a");
    push("main");
    events();

    push("main");

    assertThat(jgit.files()).isEmpty();
  }

  @Test
  void pusherIsTheUserAndItsAddress() throws Exception {
    work.commit("a");

    push("main");

    assertThat(events())
        .extracting(Event::actor)
        .containsExactly(new Actor("alice", null, ADDRESS));
  }

  @Test
  void anonymousPushIsNotTheServersAccounts() throws Exception {
    work.commit("a");

    pushTo(work.clone, server.url("ocean.git"), "main");
    pushToShell(work.clone.with("REMOTE_ADDR", ADDRESS), "main");

    assertThat(events()).extracting(Event::actor).containsExactly(new Actor(null, null, ADDRESS));
  }

  @Test
  void chainedHookRunsAfterThePushWasRecorded() throws Exception {
    List<Integer> spooled = new ArrayList<>();
    try (JGitServer other =
        new JGitServer(
            folder.resolve("jgit"),
            jgit.spool(),
            (push, commands) -> {
              spooled.add(jgit.spool().toFile().list().length);
              push.sendMessage("mine");
            })) {
      work.commit("a");

      Git.Ended push = pushTo(work.clone, other.url("ocean.git"), "main");

      assertThat(push.status()).isZero();
      assertThat(told(push)).isEqualTo("remote: mine");
      assertThat(spooled).containsExactly(1);
    }
  }

  @Test
  void pushSucceedsWithoutSpoolAndWarnsAsTheShellHookDoes() throws Exception {
    Files.delete(jgit.spool());
    Files.delete(shell.spool());
    String commit = work.commit("a");

    Git.Ended one = pushTo(work.clone, server.url("ocean.git"), "main");
    Git.Ended other = pushToShell(work.clone, "main");

    assertThat(one.status()).isZero();
    assertThat(told(one))
        .isEqualTo(
            "remote: repohook: this push was not recorded: the folder "
                + jgit.spool()
                + " is missing");
    assertThat(told(one).replace("/jgit/", "/shell/")).isEqualTo(told(other));
    assertThat(Git.in(jgit.repository()).run("rev-parse", "main")).isEqualTo(commit);
    assertThat(chained).containsExactly("refs/heads/main OK");
  }
}

package io.repohook.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.Event;
import io.repohook.git.install.HookInstaller;
import io.repohook.spool.SpoolFile;
import io.repohook.spool.SpoolFormat;
import io.repohook.spool.SpoolOwner;
import io.repohook.spool.SpoolWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.transport.PostReceiveHook;

/**
 * Git's own server with the shell hook, and a JGit server with ours: each push of a clone goes to
 * both, and what is told of it is the same.
 */
final class BothServers implements AutoCloseable {
  private static final String NAME = "ocean.git";

  final GitFixture work;
  private final Side shell;
  private final Side jgit;
  private final JGitServer server;

  /** One of the two: its repository, its spool, and what was taken in from there. */
  private record Side(Path repository, Path spool, TakenIn taken) {
    static Side of(Path folder) throws Exception {
      Path spool = Files.createDirectories(folder.resolve("spool"));
      Git.in(folder).run("init", "-q", "--template=", "--bare", "-b", "main", NAME);
      Path repository = folder.resolve(NAME);
      return new Side(repository, spool, new TakenIn(repository));
    }

    /** Takes the spool's files away, in the order in which they came. */
    List<SpoolFile> files() throws Exception {
      Map<String, SpoolFile> files = new TreeMap<>();
      try (Stream<Path> names = Files.list(spool)) {
        for (Path each : names.toList()) {
          files.put(Files.getLastModifiedTime(each).toInstant() + each.toString(), read(each));
          Files.delete(each);
        }
      }
      return List.copyOf(files.values());
    }

    /** A file as intake would read it, but for what differs between the servers by itself. */
    private static SpoolFile read(Path path) throws Exception {
      return new SpoolFile(
          "file.event", // Ids are made of it.
          GitFixture.NOW,
          new SpoolOwner(1000, "git"),
          SpoolFormat.read(Files.readAllBytes(path)));
    }
  }

  BothServers(Path folder) throws Exception {
    Path real = folder.toRealPath();
    work = new GitFixture(real);
    jgit = Side.of(Files.createDirectory(real.resolve("jgit")));
    shell = Side.of(Files.createDirectory(real.resolve("shell")));
    config("http.receivepack", "true");
    config("receive.advertisePushOptions", "true");
    config("receive.pushOptions", "true"); // So JGit calls it.
    config("receive.denyDeleteCurrent", "ignore");
    new HookInstaller(shell.spool(), new SpoolWriter(shell.spool())).install(shell.repository());
    shell.files();
    server = new JGitServer(real.resolve("jgit"), jgit.spool(), PostReceiveHook.NULL);
  }

  /** Configures both repositories. */
  void config(String key, String value) throws Exception {
    both("config", key, value);
  }

  /** Runs git in both repositories. */
  void both(String... words) throws Exception {
    Git.in(shell.repository()).run(words);
    Git.in(jgit.repository()).run(words);
  }

  /** The repository of git's own server. */
  Git bare() {
    return Git.in(shell.repository());
  }

  /** The folders of both repositories. */
  List<Path> folders() {
    return List.of(shell.repository(), jgit.repository());
  }

  /** Pushes from the clone; the words are those of {@code git push} after the remote's name. */
  void push(String... words) throws Exception {
    pushFrom(work.clone, words);
  }

  void pushFrom(Git clone, String... words) throws Exception {
    Git known = clone.with("REMOTE_USER", "alice").with("REMOTE_ADDR", "127.0.0.1");
    pushTo(known, shell.repository().toString(), words);
    pushTo(clone, server.urlOfAlice(NAME), words);
  }

  private static void pushTo(Git git, String url, String... words) throws Exception {
    Git.Ended ended = git.attempt(command(url, words));
    assertThat(ended.status()).as(ended.err()).isZero();
  }

  /** Pushes what neither server takes in whole. */
  void pushInPart(String... words) throws Exception {
    Git known = work.clone.with("REMOTE_USER", "alice").with("REMOTE_ADDR", "127.0.0.1");
    assertThat(known.attempt(command(shell.repository().toString(), words)).status()).isOne();
    assertThat(work.clone.attempt(command(server.urlOfAlice(NAME), words)).status()).isOne();
  }

  private static String[] command(String url, String... words) {
    List<String> all = new ArrayList<>(List.of("push", "-q"));
    Stream.of(words).filter(each -> each.startsWith("-")).forEach(all::add);
    all.add(url);
    Stream.of(words).filter(each -> !each.startsWith("-")).forEach(all::add);
    return all.toArray(String[]::new);
  }

  /** What is told of the pushes since, which both servers tell alike. */
  List<Event> events() throws Exception {
    List<Event> ours = jgit.taken().takeAll(jgit.files());
    List<Event> events = shell.taken().takeAll(shell.files());
    assertThat(ours).isEqualTo(events);
    assertThat(jgit.taken().ledger()).isEqualTo(shell.taken().ledger());
    return events;
  }

  @Override
  public void close() {
    server.close();
  }
}

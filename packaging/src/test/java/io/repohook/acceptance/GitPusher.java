package io.repohook.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Somebody with a clone of a repository, and the real git. */
final class GitPusher {
  private final Path clone;
  private int commits;

  private GitPusher(Path clone) {
    this.clone = clone;
  }

  /** Whoever works in a clone that is there. */
  static GitPusher at(Path clone) {
    return new GitPusher(clone);
  }

  /** Makes an empty clone of a bare repository. */
  static GitPusher cloneOf(Path bare, Path clone) {
    try {
      Files.createDirectories(clone);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    GitPusher pusher = new GitPusher(clone);
    pusher.git("init", "-q", "-b", "main");
    pusher.git("remote", "add", "origin", bare.toString());
    return pusher;
  }

  /** Makes a bare repository. */
  static void makeBare(Path path) {
    git(path.getRoot(), "init", "-q", "--bare", "-b", "main", path.toString());
  }

  /** Commits a file with a text of its own and answers the commit's id. */
  String commit(String file, String message) {
    commits++;
    try {
      Path path = clone.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, message + " " + commits + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    git("add", file);
    git("commit", "-q", "-m", message);
    return id("HEAD");
  }

  /** The full id of what a revision names. */
  String id(String revision) {
    return git("rev-parse", revision);
  }

  /** Pushes refspecs; the push must succeed and say nothing that is not git's own. */
  void push(String... refspecs) {
    git(Stream.concat(Stream.of("push", "-q", "origin"), Stream.of(refspecs)));
  }

  /** Runs git in the clone and answers what it printed. */
  String git(String... words) {
    return git(clone, words);
  }

  private void git(Stream<String> words) {
    String said = git(clone, words.toArray(String[]::new));
    if (!said.isEmpty()) {
      throw new AssertionError("the push said: " + said);
    }
  }

  private static String git(Path folder, String... words) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    for (String role : List.of("AUTHOR", "COMMITTER")) {
      builder.environment().put("GIT_" + role + "_NAME", "Alice");
      builder.environment().put("GIT_" + role + "_EMAIL", "alice@example.com");
    }
    try {
      Process git = builder.start();
      git.getOutputStream().close();
      String said = new String(git.getInputStream().readAllBytes(), UTF_8).strip();
      if (git.waitFor() != 0) {
        throw new AssertionError(command + " failed: " + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}

package io.repohook.acceptance;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/**
 * The drains that hooks start, which are nobody's children: they are known by the files that they
 * hold open.
 */
record DrainsOfHooks(Path store) {
  private Path file(String kind) {
    return store.resolveSibling(store.getFileName() + ".drain." + kind);
  }

  /** What the last one printed. */
  List<String> log() {
    try {
      return Files.exists(file("log")) ? Files.readAllLines(file("log")) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many there are, at work or waiting. */
  int count() {
    // The flock that waits is a child of the one that waits.
    return (int) holders().filter(each -> !is("flock", each)).count();
  }

  /** How many are at work. */
  int atWork() {
    return (int) holders().filter(each -> is("java", each)).count();
  }

  private Stream<ProcessHandle> holders() {
    Path log = file("log").toAbsolutePath();
    return ProcessHandle.allProcesses().filter(each -> descriptors(each).anyMatch(log::equals));
  }

  private static boolean is(String program, ProcessHandle process) {
    return process.info().command().filter(each -> each.endsWith("/" + program)).isPresent();
  }

  private static Stream<Path> descriptors(ProcessHandle process) {
    try (Stream<Path> all = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
      return all.flatMap(DrainsOfHooks::target).toList().stream();
    } catch (IOException | UncheckedIOException e) {
      return Stream.empty(); // It has ended, or it is another account's.
    }
  }

  private static Stream<Path> target(Path link) {
    try {
      return Stream.of(Files.readSymbolicLink(link));
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  /** Waits until none is left. */
  void awaitEnd() {
    await(0);
  }

  /** Waits until there are so many. */
  void await(int wanted) {
    CountDownLatch never = new CountDownLatch(1);
    long end = System.nanoTime() + SECONDS.toNanos(90);
    try {
      while (count() != wanted) {
        if (System.nanoTime() > end || never.await(50, MILLISECONDS)) {
          throw new AssertionError(
              "not %d drains but %d; the last said %s".formatted(wanted, count(), log()));
        }
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}

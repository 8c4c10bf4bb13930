package io.repohook.acceptance;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A process of the program, and every line that it has printed so far. Thread-safe. */
final class RunningProgram {
  /** Far beyond what anything takes; only a fault is waited for so long. */
  private static final long PATIENCE_SECONDS = 90;

  private final String command;
  private final Process process;
  private final List<String> out = new ArrayList<>();
  private final List<String> err = new ArrayList<>();
  private final Thread readingOut;
  private final Thread readingErr;

  RunningProgram(String command, Process process) throws IOException {
    this.command = command;
    this.process = process;
    process.getOutputStream().close();
    this.readingOut = read(process.inputReader(), out);
    this.readingErr = read(process.errorReader(), err);
  }

  private Thread read(BufferedReader from, List<String> into) {
    Thread thread =
        new Thread(
            () -> {
              try (from) {
                for (String line = from.readLine(); line != null; line = from.readLine()) {
                  add(line, into);
                }
              } catch (IOException e) {
                add("(the output broke: " + e.getMessage() + ")", into);
              }
            },
            command);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private synchronized void add(String line, List<String> into) {
    into.add(line);
    notifyAll();
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Everything that it has printed so far, on both outputs. */
  synchronized List<String> printed() {
    List<String> all = new ArrayList<>(out);
    all.addAll(err);
    return all;
  }

  /** The first line so far, or to come, that is such. */
  String await(String what, Predicate<String> line) {
    return await(1, what, line);
  }

  /** The last one of so many such lines. */
  synchronized String await(int times, String what, Predicate<String> line) {
    long end = System.nanoTime() + SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      List<String> such = printed().stream().filter(line).toList();
      if (such.size() >= times) {
        return such.get(times - 1);
      }
      long left = NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0 || !process.isAlive()) {
        throw new AssertionError(command + " did not say " + what + " but\n" + printed());
      }
      try {
        wait(Math.min(left, 200));
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Waits until it has ended by itself. */
  Result result() {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, SECONDS)) {
        throw new AssertionError(command + " does not end; it said\n" + printed());
      }
      readingOut.join();
      readingErr.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    synchronized (this) {
      return new Result(command, process.exitValue(), List.copyOf(out), List.copyOf(err));
    }
  }

  /** Ends it as a service manager does, and waits for its end. */
  Result terminate() {
    process.destroy();
    return result();
  }

  /** {@code kill -9}: it gets no chance to do anything. */
  void kill() {
    process.destroyForcibly();
    result();
  }
}

package io.repohook.job.run;

import io.repohook.channel.Mask;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One command, run as if whoever started this process had started it.
 *
 * <p>Its standard input is this process's own. What it prints is handed on as it comes; standard
 * output and standard error that go to one place go through one pipe, so that they keep their
 * order. Signals to this process go to the command. For one command in one process.
 */
public final class CommandRun {
  /** What a process gets to end by itself before it is killed; as service managers give or more. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  /** What a shell adds to the number of the signal that ended a command. */
  private static final int BY_SIGNAL = 128;

  /** The open files of this process. */
  private static final Path OWN = Path.of("/proc/self/fd");

  private static final int LAST_SIGNAL = 64;
  private static final int NOT_RUNNABLE = 126;
  private static final int NOT_FOUND = 127;

  private final List<String> command;
  private final Map<String, Optional<String>> asBefore;
  private final @Nullable Duration timeout;
  private final Mask mask;
  private final InstantSource clock;
  private final BlockingQueue<String> signals = new LinkedBlockingQueue<>();

  /**
   * A command that has not begun.
   *
   * @param asBefore variables of this process's environment that are other than the command is to
   *     have them, with their values for it; without one, it does not get the variable
   * @param timeout how long it may take; null for as long as it likes
   * @param mask hides secrets in what is told of its output
   */
  public CommandRun(
      List<String> command,
      Map<String, Optional<String>> asBefore,
      @Nullable Duration timeout,
      Mask mask,
      InstantSource clock) {
    this.command = List.copyOf(command);
    this.asBefore = Map.copyOf(asBefore);
    this.timeout = timeout;
    this.mask = mask;
    this.clock = clock;
  }

  /**
   * Runs it to its end.
   *
   * @param begun called when it has been started, while it runs
   */
  public Ended run(Runnable begun) throws InterruptedException {
    Signals.handTo(signals::add);
    boolean together = isOnePlace();
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectInput(Redirect.INHERIT).redirectErrorStream(together);
    builder.environment().keySet().removeAll(asBefore.keySet());
    asBefore.forEach((name, value) -> value.ifPresent(v -> builder.environment().put(name, v)));
    Instant started = clock.instant();
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return notStarted(started, e);
    }
    Tail tail = new Tail();
    List<Pump> pumps = new ArrayList<>();
    pumps.add(pump(1, process.getInputStream(), FileDescriptor.out, tail));
    if (!together) {
      pumps.add(pump(2, process.getErrorStream(), FileDescriptor.err, tail));
    }
    passOnSignals(process);
    begun.run();
    boolean late = isLate(process);
    if (late) {
      new ProcessTree(process).end(GRACE);
    }
    int status = process.waitFor();
    Instant stopped = clock.instant();
    for (Pump each : pumps) {
      each.finish();
    }
    String lost = pumps.stream().map(Pump::lost).filter(Objects::nonNull).findFirst().orElse(null);
    return ended(started, stopped, status, late, tail.text(mask), lost);
  }

  private static Pump pump(int number, InputStream from, FileDescriptor to, Tail tail) {
    String name = number == 1 ? "stdout" : "stderr";
    return new Pump(name, from, new FileOutputStream(to), hasReader(number), tail);
  }

  /** Whether an output of this process leads to a pipe, a socket or a terminal, or is closed. */
  private static boolean hasReader(int number) {
    try {
      String place = Files.readSymbolicLink(OWN.resolve("" + number)).toString();
      // Those that have no name in the file system are shown as "pipe:[4711]"; see proc(5).
      return !place.startsWith("/")
          || place.startsWith("/dev/pts/")
          || place.startsWith("/dev/tty");
    } catch (IOException e) {
      return true;
    }
  }

  private void passOnSignals(Process process) {
    Thread passingOn = new Thread(new PassingOn(signals, process), "signals");
    passingOn.setDaemon(true);
    passingOn.start();
  }

  private boolean isLate(Process process) throws InterruptedException {
    return timeout != null && !process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Ended ended(
      Instant started,
      Instant stopped,
      int status,
      boolean late,
      Tail.Text output,
      @Nullable String lost) {
    boolean signal = status > BY_SIGNAL && status <= BY_SIGNAL + LAST_SIGNAL;
    String reason = late ? "timeout" : signal ? "signal" : null;
    String message = signal ? "ended by signal " + (status - BY_SIGNAL) : null;
    if (late) {
      message = "it took longer than " + words(timeout);
    }
    return new Ended(
        started,
        stopped,
        status,
        signal ? null : status,
        reason,
        message,
        output.text(),
        output.truncated(),
        lost);
  }

  private static String words(@Nullable Duration duration) {
    return duration == null ? "" : duration.toMillis() / 1000.0 + " s";
  }

  private Ended notStarted(Instant at, IOException e) {
    int status = isThere(command.get(0)) ? NOT_RUNNABLE : NOT_FOUND;
    String why = status == NOT_FOUND ? "not found" : "cannot be run: " + e.getMessage();
    String message = mask.apply(command.get(0) + ": " + why);
    return new Ended(at, at, status, null, "not_started", message, "", false, null);
  }

  private static boolean isThere(String program) {
    if (program.isEmpty()) {
      return false;
    }
    if (program.contains("/")) {
      return Files.exists(Path.of(program));
    }
    String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    return Stream.of(path.split(File.pathSeparator))
        .anyMatch(folder -> Files.exists(Path.of(folder, program)));
  }

  /** Whether standard output and standard error are the same terminal, pipe or file. */
  private static boolean isOnePlace() {
    try {
      return Files.readSymbolicLink(OWN.resolve("1"))
          .equals(Files.readSymbolicLink(OWN.resolve("2")));
    } catch (IOException e) {
      return false; // One is closed.
    }
  }
}

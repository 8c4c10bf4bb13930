package io.repohook.acceptance.servers;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A server's process in the foreground; closing this ends it, and only it. */
final class Daemon implements AutoCloseable {
  /** Each takes less than a second; only a fault is waited for so long. */
  private static final long PATIENCE_SECONDS = 30;

  private final Process process;
  private final Path log;

  private Daemon(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @param log takes what it prints
   */
  static Daemon start(Path log, List<String> command, BooleanSupplier ready) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      process.getOutputStream().close();
      Daemon daemon = new Daemon(process, log);
      daemon.await(ready);
      return daemon;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void await(BooleanSupplier ready) throws IOException {
    long start = System.nanoTime();
    try {
      while (!ready.getAsBoolean()) {
        boolean late = NANOSECONDS.toSeconds(System.nanoTime() - start) > PATIENCE_SECONDS;
        if (late || process.waitFor(10, MILLISECONDS)) {
          close();
          throw new AssertionError("it does not run; it said\n" + said());
        }
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** What it has printed so far. */
  String said() throws IOException {
    return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
  }

  /** A port of the loopback address that nobody listens at. */
  static int freePort() {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether somebody listens at a port of the loopback address. */
  static boolean listens(int port) {
    try (Socket connected = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return connected.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** {@code kill -9} of it and of its workers. */
  void kill() {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(each -> each.onExit().join());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}

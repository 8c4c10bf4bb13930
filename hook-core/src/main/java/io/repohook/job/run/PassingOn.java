package io.repohook.job.run;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;

/** Sends the signals that come to a process; the work of a thread of its own. */
final class PassingOn implements Runnable {
  private final BlockingQueue<String> signals;
  private final Process process;

  PassingOn(BlockingQueue<String> signals, Process process) {
    this.signals = signals;
    this.process = process;
  }

  @Override
  public void run() {
    try {
      while (true) {
        String name = signals.take();
        if (!name.equals("INT") || !isAtTerminal()) {
          send(name);
        }
      }
    } catch (IOException e) {
      process.toHandle().destroy(); // No process can be started; that much always works.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** By the shell's own kill: a small machine has no other. */
  private void send(String name) throws IOException, InterruptedException {
    String pid = Long.toString(process.pid());
    new ProcessBuilder("/bin/sh", "-c", "kill -s \"$1\" \"$2\"", "sh", name, pid)
        .redirectOutput(Redirect.DISCARD)
        .redirectError(Redirect.DISCARD)
        .start()
        .waitFor();
  }

  /**
   * Whether this process is in the foreground of a terminal: an interrupt is then one of the
   * keyboard, which the kernel sends to the command as well. Twice would be once too often.
   */
  private static boolean isAtTerminal() throws IOException {
    // proc(5): after the name in parentheses come state, ppid, pgrp, session, tty_nr, tpgid.
    String stat = Files.readString(Path.of("/proc/self/stat"), US_ASCII);
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return fields[2].equals(fields[5]);
  }
}

package io.repohook.cli;

import io.repohook.git.JGitSettings;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Where the program begins. */
public final class Main {
  private Main() {}

  /** Runs one command and exits with its status: 0 done, 1 something failed, 2 wrong usage. */
  public static void main(String[] args) {
    JGitSettings.keepInMemory();
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int status = new Cli(new Terminal(System.in, out, err, System.getenv())).run(args);
    out.flush();
    System.exit(status);
  }
}

package io.repohook.git.host;

import io.repohook.event.Actor;
import io.repohook.spool.SpoolRecord;
import io.repohook.spool.SpoolWriter;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.eclipse.jgit.transport.PostReceiveHook;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;

/**
 * Spools each push to a server that is built on JGit, and then runs the hook that was there before.
 *
 * <p>The pusher waits for it, so it does no more than write one small file and have the disk
 * confirm it; it reads no commits and opens no connection. A push that could not be recorded has
 * happened all the same: the pusher reads a line about it, the server's log gets the cause, and
 * {@code repohook reconcile} finds the change later.
 *
 * <p>Thread-safe: one may serve all repositories of a server.
 */
public final class SpoolingPostReceiveHook implements PostReceiveHook {
  private static final Logger log = System.getLogger(SpoolingPostReceiveHook.class.getName());

  private final Path folder;
  private final SpoolWriter spool;
  private final Identification identification;
  private final PostReceiveHook chained;

  /**
   * A hook that takes who pushed from the reflog's identity.
   *
   * @param spool the spool's folder, as {@code repohook.yaml} names it
   * @param chained runs after it, with the same commands; {@link PostReceiveHook#NULL} for none
   */
  public SpoolingPostReceiveHook(Path spool, PostReceiveHook chained) {
    this(spool, Identification::byReflog, chained);
  }

  /**
   * A hook for a host that knows itself who pushes.
   *
   * @param spool the spool's folder, as {@code repohook.yaml} names it
   * @param chained runs after it, with the same commands; {@link PostReceiveHook#NULL} for none
   */
  public SpoolingPostReceiveHook(
      Path spool, Identification identification, PostReceiveHook chained) {
    this.folder = spool.toAbsolutePath();
    this.spool = new SpoolWriter(folder);
    this.identification = identification;
    this.chained = chained;
  }

  /** Records the push. It throws only what the chained hook throws. */
  @Override
  public void onPostReceive(ReceivePack push, Collection<ReceiveCommand> commands) {
    try {
      record(push, commands);
    } finally {
      chained.onPostReceive(push, commands);
    }
  }

  private void record(ReceivePack push, Collection<ReceiveCommand> commands) {
    try {
      List<SpoolRecord> records = PushRecords.of(push, commands, () -> pusher(push));
      if (!records.isEmpty()) {
        write(records);
      }
    } catch (IOException | RuntimeException | LinkageError e) {
      // A linkage error is a server whose JGit lacks what was called.
      warn(push, e);
    }
  }

  private Actor pusher(ReceivePack push) {
    try {
      return identification.of(push);
    } catch (RuntimeException | LinkageError e) {
      log.log(Level.WARNING, "repohook: it is not known who pushed", e);
      return Actor.UNKNOWN;
    }
  }

  /** The push has happened: whoever interrupts the request does not take that back. */
  private void write(List<SpoolRecord> records) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          spool.write(records);
          return;
        } catch (ClosedByInterruptException e) {
          interrupted |= Thread.interrupted(); // Nothing was left behind; once more.
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void warn(ReceivePack push, Throwable cause) {
    log.log(Level.ERROR, "repohook: a push was not recorded in " + folder, cause);
    try {
      push.sendMessage("repohook: this push was not recorded: " + remedy(cause));
    } catch (RuntimeException e) {
      log.log(Level.DEBUG, "repohook: the pusher could not be told", e);
    }
  }

  private String remedy(Throwable cause) {
    if (!(cause instanceof IOException)) {
      return "see the server's log";
    }
    if (!Files.isDirectory(folder)) {
      return "the folder " + folder + " is missing";
    }
    return Files.isWritable(folder) && Files.isExecutable(folder)
        ? "cannot write into " + folder + "; is the disk full?"
        : "the server may not write into " + folder;
  }
}

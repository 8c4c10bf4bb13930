package io.repohook.acceptance;

import java.util.List;
import java.util.Optional;

/**
 * A place in the program at which a durable step has just begun or has just ended: there it dies.
 *
 * <p>It names a method, so nothing of this is in the program itself. A method that is renamed makes
 * the tests fail, as its point is never reached.
 *
 * @param at what is done and what is not, when the program dies there
 * @param type the full name of a class
 * @param method all of that name in it
 * @param calledBy the method, as {@code Class.method}, from which alone it counts
 */
record FaultPoint(String at, String type, String method, Moment moment, Optional<String> calledBy) {

  enum Moment {
    /** Before the method's first instruction. */
    BEGINS,
    /** Before the method's last instruction, which returns. */
    ENDS
  }

  private static final String CORE = "io.repohook.";

  /** Every durable step, in the order of the flow. */
  static final List<FaultPoint> ALL =
      List.of(
          begins("a file is about to be taken", "spool.Taking", "take"),
          calls("a file is about to be moved", "Taking.take", "java.nio.file.Files", "move"),
          ends("a file is taken", "spool.Taking", "take"),
          begins("a repository is locked", "intake.Turn", "run"),
          ends("a file is read", "spool.Spool", "read"),
          begins("a file's events are about to be stored", "outbox.sqlite.SqliteOutbox", "commit"),
          begins("events are written, the ledger is not", "outbox.sqlite.Deposits", "remember"),
          begins("a transaction is about to be committed", "org.sqlite.SQLiteConnection", "commit"),
          ends("a transaction is committed", "org.sqlite.SQLiteConnection", "commit"),
          ends("a file's events are stored", "outbox.sqlite.SqliteOutbox", "commit"),
          begins("a file that is stored is about to go", "spool.Spool", "remove"),
          ends("a file that is stored is gone", "spool.Spool", "remove"),
          begins("a bad file is about to be put aside", "spool.Quarantine", "keep"),
          calls("its reason is written", "Quarantine.keep", "java.nio.file.Files", "move"),
          ends("it is put aside", "spool.Quarantine", "keep"),
          begins("what is due is about to be claimed", "outbox.sqlite.SqliteOutbox", "claim"),
          begins("it is claimed within a transaction", "outbox.sqlite.Claims", "claim"),
          begins("the claim is stored, nothing is sent", "dispatch.Workers", "submit"),
          begins("a request is about to be sent", "dispatch.Sender", "send"),
          ends("a request is answered, no record is stored", "dispatch.Sender", "send"),
          begins("records are about to be stored", "outbox.sqlite.SqliteOutbox", "complete"),
          begins("a record is written, not its outcome", "outbox.sqlite.Completions", "settle"),
          begins("an outcome is written, the lane waits", "outbox.sqlite.Completions", "letNextGo"),
          ends("records are stored", "outbox.sqlite.SqliteOutbox", "complete"),
          begins("claims are about to be given back", "outbox.sqlite.SqliteOutbox", "giveBack"),
          ends("claims are given back", "outbox.sqlite.SqliteOutbox", "giveBack"));

  /** What forgets: it runs when a server starts, and once an hour. */
  static final List<FaultPoint> OF_PRUNING =
      List.of(
          begins("about to forget", "outbox.sqlite.Pruning", "prune"),
          begins("a delivery is half forgotten", "outbox.sqlite.Pruning", "delete"),
          begins("deliveries are forgotten, events are not", "outbox.sqlite.Pruning", "events"),
          ends("all is forgotten", "outbox.sqlite.Pruning", "prune"));

  private static FaultPoint begins(String at, String type, String method) {
    return new FaultPoint(at, full(type), method, Moment.BEGINS, Optional.empty());
  }

  private static FaultPoint ends(String at, String type, String method) {
    return new FaultPoint(at, full(type), method, Moment.ENDS, Optional.empty());
  }

  private static FaultPoint calls(String at, String caller, String type, String method) {
    return new FaultPoint(at, full(type), method, Moment.BEGINS, Optional.of("." + caller));
  }

  private static String full(String type) {
    return type.startsWith("java.") || type.startsWith("org.") ? type : CORE + type;
  }

  /** Whether it counts when that method, as {@code package.Class.method}, made the call. */
  boolean isCalledBy(String caller) {
    return calledBy.isEmpty() || caller.endsWith(calledBy.get());
  }

  /** Whether programs come to it only where a file is no event. */
  boolean isOfBadFiles() {
    return type.endsWith(".Quarantine")
        || calledBy.filter(each -> each.contains("Quar")).isPresent();
  }

  boolean ends() {
    return moment == Moment.ENDS;
  }

  @Override
  public String toString() {
    return at + " (" + type.replaceFirst(".*\\.", "") + "." + method + " " + moment + ")";
  }
}

package io.repohook.outbox;

import java.time.Instant;
import java.util.List;

/** Where each running program tells how it is, for {@code status} in another process to read. */
public interface NoticeBoard {

  /**
   * A program's word on itself.
   *
   * @param program names the process, such as {@code serve 4711}
   * @param text one JSON object
   */
  record Notice(String program, Instant at, String text) {}

  /** Puts up or replaces the notice of a program. */
  void post(Notice notice);

  /** Takes a program's notice down: it has ended. */
  void takeDown(String program);

  /** All notices, the newest first. */
  List<Notice> notices();
}

package io.repohook.outbox;

/**
 * One database with everything that Repohook remembers. Whoever opened it closes it.
 *
 * <p>Several processes may have one store open at once, such as the server and the command line.
 * All parts are thread-safe. When the database cannot be read or written, they throw {@link
 * StoreException}; nothing of the failed call is then kept.
 */
public interface Store extends AutoCloseable {

  Outbox outbox();

  History history();

  /** What gathers until it is told in one message. */
  Digests digests();

  /** What the running programs say of themselves. */
  NoticeBoard noticeBoard();

  @Override
  void close();
}

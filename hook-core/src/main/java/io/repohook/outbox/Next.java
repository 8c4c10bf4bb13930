package io.repohook.outbox;

import java.time.Instant;

/** What a delivery does after an attempt. */
public sealed interface Next {

  /** It is finished well. */
  record Delivered() implements Next {}

  /** It is tried again. */
  record RetryAt(Instant dueAt) implements Next {}

  /** It is finished badly: kept, listed, and sent again only when somebody asks. */
  record Failed() implements Next {}

  /**
   * It is finished badly, and its subscription is switched off: its other deliveries fail too, so
   * that they are listed and can be sent again later.
   */
  record Disabled() implements Next {}
}

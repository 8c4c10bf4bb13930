package io.repohook.dispatch;

import io.repohook.channel.Reason;
import io.repohook.outbox.Capacity;
import io.repohook.outbox.Claim;
import io.repohook.outbox.Completion;
import io.repohook.outbox.Deposit;
import io.repohook.outbox.Outbox;
import io.repohook.outbox.SourceState;
import io.repohook.outbox.StoreException;
import io.repohook.outbox.SubscriptionKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** An outbox whose next so many steps fail, as on a full disk; otherwise the one it wraps. */
final class FaultyOutbox implements Outbox {
  private final Outbox outbox;
  final AtomicInteger failingClaims = new AtomicInteger();
  final AtomicInteger failingCompletions = new AtomicInteger();

  /** One permit for each step that failed. */
  final Semaphore failed = new Semaphore(0);

  /** Until when claims were renewed, each time. */
  final BlockingQueue<Instant> renewals = new LinkedBlockingQueue<>();

  FaultyOutbox(Outbox outbox) {
    this.outbox = outbox;
  }

  private void failWhile(AtomicInteger left) {
    if (left.getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
      failed.release();
      throw new StoreException("a test");
    }
  }

  @Override
  public List<Claim> claim(String dispatcher, Instant now, Duration lease, Capacity capacity) {
    failWhile(failingClaims);
    return outbox.claim(dispatcher, now, lease, capacity);
  }

  @Override
  public void complete(List<Completion> completions, Instant now) {
    failWhile(failingCompletions);
    outbox.complete(completions, now);
  }

  @Override
  public boolean holds(String origin) {
    return outbox.holds(origin);
  }

  @Override
  public List<String> repositories() {
    return outbox.repositories();
  }

  @Override
  public SourceState state(String repository) {
    return outbox.state(repository);
  }

  @Override
  public void commit(Deposit deposit) {
    outbox.commit(deposit);
  }

  @Override
  public void renew(Collection<Claim> claims, Instant until) {
    outbox.renew(claims, until);
    renewals.add(until);
  }

  @Override
  public void giveBack(Collection<Claim> claims, Instant now) {
    outbox.giveBack(claims, now);
  }

  @Override
  public Optional<Instant> nextDue() {
    return outbox.nextDue();
  }

  @Override
  public Map<SubscriptionKey, Reason> disabled() {
    return outbox.disabled();
  }

  @Override
  public boolean enable(SubscriptionKey subscription) {
    return outbox.enable(subscription);
  }
}

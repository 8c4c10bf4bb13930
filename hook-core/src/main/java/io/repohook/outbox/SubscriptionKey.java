package io.repohook.outbox;

/** Names a subscription: an alias is unique in its repository only. */
public record SubscriptionKey(String repository, String alias) {

  @Override
  public String toString() {
    return repository + " " + alias;
  }
}

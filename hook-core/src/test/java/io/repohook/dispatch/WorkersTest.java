package io.repohook.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.Body;
import io.repohook.channel.Message;
import io.repohook.outbox.Claim;
import io.repohook.outbox.SubscriptionKey;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkersTest {
  private static final int CONCURRENCY = 8;
  private static final int PER_ENDPOINT = 4;

  private final BlockingQueue<String> begun = new LinkedBlockingQueue<>();
  private final CountDownLatch answer = new CountDownLatch(1);
  private final Workers workers = new Workers(CONCURRENCY, PER_ENDPOINT, this::attempt);

  private void attempt(Claim claim) {
    begun.add(claim.endpoint());
    if (claim.endpoint().startsWith("slow")) {
      try {
        answer.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @AfterEach
  void close() {
    answer.countDown();
    workers.close();
  }

  @Test
  void endpointThatHasNoneIsServedHoweverManyAreSlow() throws Exception {
    for (int i = 0; i < 20; i++) {
      submit("slow1");
      submit("slow2");
      submit("slow3");
    }
    for (int i = 0; i < 5; i++) {
      submit("healthy");
    }

    for (int i = 0; i < 5; ) {
      String next = begun.poll(30, TimeUnit.SECONDS);
      assertThat(next).as("after %d at the healthy endpoint", i).isNotNull();
      if (next.equals("healthy")) {
        i++;
      }
    }
  }

  @Test
  void endpointGetsNoMoreThanItsShare() throws Exception {
    for (int i = 0; i < 20; i++) {
      submit("slow1");
    }
    for (int i = 0; i < PER_ENDPOINT; i++) {
      assertThat(begun.poll(30, TimeUnit.SECONDS)).isEqualTo("slow1");
    }
    submit("healthy");
    assertThat(begun.poll(30, TimeUnit.SECONDS)).isEqualTo("healthy");
    assertThat(begun).isEmpty();
  }

  @Test
  void everythingIsSentInTheEnd() throws Exception {
    answer.countDown();
    for (int i = 0; i < 300; i++) {
      submit("slow" + i % 30);
    }
    for (int i = 0; i < 300; i++) {
      assertThat(begun.poll(30, TimeUnit.SECONDS)).isNotNull();
    }
  }

  private void submit(String endpoint) {
    Body body = new Body("text/plain", Map.of(), new byte[0]);
    workers.submit(
        new Claim(
            1,
            1,
            0,
            new SubscriptionKey("ocean", "ci"),
            endpoint,
            0,
            0,
            Instant.EPOCH,
            new Message("dlv_1", body)));
  }
}

package io.repohook.channel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.Dns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BoundedDnsTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void tearDown() {
    threads.shutdownNow();
  }

  @Test
  void aSilentNameServerEndsInTime() {
    CountDownLatch never = new CountDownLatch(1);
    Dns silent =
        host -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return List.of();
        };

    assertThatThrownBy(
            () -> new BoundedDns(silent, threads, Duration.ofMillis(50)).lookup("ci.example.com"))
        .isInstanceOf(UnknownHostException.class)
        .hasMessageContaining("ci.example.com");
  }

  @Test
  void anAnswerIsPassedOnAndSoIsItsAbsence() throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    Dns knowsOne =
        host -> {
          if (host.equals("known")) {
            return List.of(loopback);
          }
          throw new UnknownHostException(host);
        };
    BoundedDns dns = new BoundedDns(knowsOne, threads, Duration.ofSeconds(50));

    assertThat(dns.lookup("known")).containsExactly(loopback);
    assertThatThrownBy(() -> dns.lookup("other")).hasMessage("other");
  }
}

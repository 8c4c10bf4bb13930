package io.repohook.channel.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Dns;

/**
 * Gives up a lookup in time. The platform's lookup cannot be interrupted, and where a name server
 * is silent it takes longer than an attempt may; so it runs on a thread that may be left behind.
 */
record BoundedDns(Dns lookup, ExecutorService threads, Duration timeout) implements Dns {

  @Override
  public List<InetAddress> lookup(String host) throws UnknownHostException {
    try {
      Future<List<InetAddress>> found = threads.submit(() -> lookup.lookup(host));
      return found.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof UnknownHostException unknown ? unknown : unknown(host, e);
    } catch (TimeoutException | RejectedExecutionException e) {
      throw unknown(host, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unknown(host, e);
    }
  }

  private static UnknownHostException unknown(String host, Exception cause) {
    UnknownHostException unknown = new UnknownHostException("no answer about " + host);
    unknown.addSuppressed(cause);
    return unknown;
  }
}

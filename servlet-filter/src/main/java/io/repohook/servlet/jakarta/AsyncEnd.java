package io.repohook.servlet.jakarta;

import io.repohook.servlet.Exchange;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletResponse;

/** Waits for the end of a request that the host answers in its own time. */
final class AsyncEnd implements AsyncListener {
  private final RepohookFilter filter;
  private final Exchange exchange;
  private final HttpServletResponse response;

  AsyncEnd(RepohookFilter filter, Exchange exchange, HttpServletResponse response) {
    this.filter = filter;
    this.exchange = exchange;
    this.response = response;
  }

  @Override
  public void onComplete(AsyncEvent event) {
    filter.end(exchange, response);
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    exchange.failed();
  }

  @Override
  public void onError(AsyncEvent event) {
    exchange.failed();
  }

  /** It begins another cycle, of which we hear only if we ask again. */
  @Override
  public void onStartAsync(AsyncEvent event) {
    event.getAsyncContext().addListener(this);
  }
}

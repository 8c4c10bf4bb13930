package io.repohook.servlet.jakarta;

import io.repohook.servlet.Exchange;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body is counted, and of which we hear the end when the host answers it in its own
 * time.
 */
final class ObservedRequest extends HttpServletRequestWrapper {
  /** Tomcat would have the kernel send large files, past every stream: see its sendfile. */
  private static final String SENDFILE = "org.apache.tomcat.sendfile.support";

  private final Exchange exchange;
  private final ObservedResponse response;
  private final RepohookFilter filter;
  private @Nullable ServletInputStream counted;
  private boolean async;

  ObservedRequest(
      HttpServletRequest request,
      Exchange exchange,
      ObservedResponse response,
      RepohookFilter filter) {
    super(request);
    this.exchange = exchange;
    this.response = response;
    this.filter = filter;
  }

  /** Whether the request ends, or has ended, at some other time than its call of the chain. */
  boolean isAsync() {
    return async;
  }

  /** The container's own would answer past us: it takes request and response as it made them. */
  @Override
  public AsyncContext startAsync() {
    return startAsync(this, response);
  }

  /**
   * Who begins may dispatch or complete at once, in another thread: it is too late to listen then.
   */
  @Override
  public AsyncContext startAsync(ServletRequest request, ServletResponse answer) {
    AsyncContext started = super.startAsync(request, answer);
    boolean ours =
        answer == response
            || (answer instanceof ServletResponseWrapper wrapper && wrapper.isWrapperFor(response));
    if (!ours) {
      exchange.answeredElsewhere();
    }
    if (!async) {
      async = true;
      started.addListener(
          new AsyncEnd(filter, exchange, (HttpServletResponse) response.getResponse()));
    }
    return started;
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    if (name.equals(SENDFILE)) {
      return false;
    }
    // Here, and not in the request itself: a table of attributes costs more than all else of us.
    return name.equals(RepohookFilter.SEEN) ? (Object) true : super.getAttribute(name);
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    if (counted == null) {
      counted = new CountedInput(super.getInputStream(), exchange);
      exchange.bodyOpened();
    }
    return counted;
  }
}

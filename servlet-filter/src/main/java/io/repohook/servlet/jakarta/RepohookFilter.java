package io.repohook.servlet.jakarta;

import io.repohook.servlet.Exchange;
import io.repohook.servlet.Observer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The filter that a container is given, before all that serves the repository. Its init-params:
 * {@code spool}, the folder of that name in {@code repohook.yaml}; {@code repositories}, {@code
 * NAME=PATH} with commas between; {@code user}, {@code container} or {@code basic}.
 *
 * <p>It changes neither request nor answer. What is of no interest passes through untouched.
 */
public final class RepohookFilter implements Filter {
  /**
   * Set in a request that is watched: it comes here again when it is dispatched again, or when two
   * of us are set up.
   */
  static final String SEEN = RepohookFilter.class.getName();

  private @Nullable Observer observer;

  @Override
  public void init(FilterConfig config) {
    Map<String, String> parameters = new HashMap<>();
    for (String name : Collections.list(config.getInitParameterNames())) {
      parameters.put(name, Objects.requireNonNullElse(config.getInitParameter(name), ""));
    }
    observer = Observer.open(parameters);
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Exchange exchange = begin(request, response);
    if (exchange == null) {
      chain.doFilter(request, response);
      return;
    }
    HttpServletRequest http = (HttpServletRequest) request;
    HttpServletResponse answer = (HttpServletResponse) response;
    ObservedResponse counted = new ObservedResponse(answer, exchange);
    ObservedRequest observed = new ObservedRequest(http, exchange, counted, this);
    boolean returned = false;
    try {
      chain.doFilter(observed, counted);
      returned = true;
    } finally {
      if (returned) {
        returned(exchange, observed, answer);
      } else {
        exchange.failed();
      }
    }
  }

  private @Nullable Exchange begin(ServletRequest request, ServletResponse response) {
    Observer observing = observer;
    try {
      if (observing == null
          || !(response instanceof HttpServletResponse)
          || !(request instanceof HttpServletRequest http)
          || !Observer.mayConcern(http.getMethod())
          || http.getDispatcherType() == DispatcherType.ERROR
          || http.getAttribute(SEEN) != null) {
        return null;
      }
      return observing.begin(http.getMethod(), path(http), () -> asked(http, observing));
    } catch (RuntimeException | Error e) {
      fault(e);
      return null;
    }
  }

  /**
   * As the container resolved it: decoded, without parameters. The application's own part is as it
   * was set up; that of the request is as the client wrote it.
   */
  private static String path(HttpServletRequest request) {
    return request.getServletContext().getContextPath()
        + request.getServletPath()
        + Objects.requireNonNullElse(request.getPathInfo(), "");
  }

  private static Exchange.Asked asked(HttpServletRequest request, Observer observer) {
    return new Exchange.Asked(
        request.getContentLengthLong(),
        request.getHeader("Content-Range") != null,
        observer.user(request.getRemoteUser(), request.getHeader("Authorization")),
        request.getRemoteAddr(),
        request.getHeader("User-Agent"),
        request.getHeader("Range"),
        request.getHeader("Destination"));
  }

  private void returned(Exchange exchange, ObservedRequest request, HttpServletResponse response) {
    try {
      // Who logs in behind us, in the repository itself, is known only now.
      exchange.user(request.getRemoteUser());
      if (!request.isAsync()) {
        if (request.isAsyncStarted()) {
          // By one who has looked behind us, and may write and dispatch there too.
          exchange.answeredElsewhere();
          request.setAttribute(SEEN, true);
          request.getAsyncContext().addListener(new AsyncEnd(this, exchange, response));
        } else {
          end(exchange, response);
        }
      }
    } catch (RuntimeException | Error e) {
      fault(e);
    }
  }

  /** The answer is finished. */
  void end(Exchange exchange, HttpServletResponse response) {
    try {
      if (observer != null) {
        observer.end(exchange, response.getStatus());
      }
    } catch (RuntimeException | Error e) {
      fault(e);
    }
  }

  private void fault(Throwable fault) {
    if (observer != null) {
      observer.fault(fault);
    }
  }

  @Override
  public void destroy() {
    if (observer != null) {
      observer.close();
    }
  }
}

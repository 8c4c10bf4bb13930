package io.repohook.servlet.jakarta;

import io.repohook.servlet.Exchange;
import io.repohook.servlet.Observer;
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
  /** A request comes here again when it is dispatched again, or when two of us are set up. */
  private static final String SEEN = RepohookFilter.class.getName();

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
    boolean returned = false;
    try {
      chain.doFilter(new ObservedRequest(http, exchange), new ObservedResponse(answer, exchange));
      returned = true;
    } finally {
      if (returned) {
        end(exchange, http, answer);
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
          || http.getAttribute(SEEN) != null) {
        return null;
      }
      http.setAttribute(SEEN, true);
      return observing.begin(http.getMethod(), path(http), asked(http, observing));
    } catch (RuntimeException | LinkageError e) {
      fault(e);
      return null;
    }
  }

  /** As the container resolved it: decoded, without parameters. */
  private static String path(HttpServletRequest request) {
    return request.getContextPath()
        + request.getServletPath()
        + Objects.requireNonNullElse(request.getPathInfo(), "");
  }

  private static Exchange.Asked asked(HttpServletRequest request, Observer observer) {
    return new Exchange.Asked(
        request.getContentLengthLong(),
        observer.user(request.getRemoteUser(), request.getHeader("Authorization")),
        request.getRemoteAddr(),
        request.getHeader("User-Agent"),
        request.getHeader("Range"),
        request.getHeader("Destination"));
  }

  private void end(Exchange exchange, HttpServletRequest request, HttpServletResponse response) {
    try {
      // Who logs in behind us, in the repository itself, is known only now.
      String user = request.getRemoteUser();
      if (request.isAsyncStarted()) {
        request.getAsyncContext().addListener(new AsyncEnd(this, exchange, response, user));
      } else {
        end(exchange, response.getStatus(), user);
      }
    } catch (RuntimeException | LinkageError e) {
      fault(e);
    }
  }

  void end(Exchange exchange, int status, @Nullable String user) {
    if (observer != null) {
      observer.end(exchange, status, user);
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

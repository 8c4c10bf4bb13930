package io.repohook.servlet.jakarta;

import io.repohook.servlet.Exchange;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A request whose body is counted. */
final class ObservedRequest extends HttpServletRequestWrapper {
  /** Tomcat would have the kernel send large files, past every stream: see its sendfile. */
  private static final String SENDFILE = "org.apache.tomcat.sendfile.support";

  private final Exchange exchange;
  private @Nullable ServletInputStream counted;

  ObservedRequest(HttpServletRequest request, Exchange exchange) {
    super(request);
    this.exchange = exchange;
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    if (name.equals(SENDFILE)) {
      return false;
    }
    return super.getAttribute(name);
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

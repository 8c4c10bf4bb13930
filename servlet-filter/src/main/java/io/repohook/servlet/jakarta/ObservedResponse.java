package io.repohook.servlet.jakarta;

import io.repohook.servlet.Exchange;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** An answer whose body is counted. */
final class ObservedResponse extends HttpServletResponseWrapper {
  private static final String LENGTH = "Content-Length";
  private static final long NOTHING = -1;

  private final Exchange exchange;
  private @Nullable ServletOutputStream counted;

  ObservedResponse(HttpServletResponse response, Exchange exchange) {
    super(response);
    this.exchange = exchange;
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    if (counted == null) {
      counted = new CountedOutput(super.getOutputStream(), exchange);
    }
    return counted;
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    exchange.answeredElsewhere();
    return super.getWriter();
  }

  @Override
  public void setContentLength(int length) {
    exchange.announced(length);
    super.setContentLength(length);
  }

  @Override
  public void setContentLengthLong(long length) {
    exchange.announced(length);
    super.setContentLengthLong(length);
  }

  @Override
  public void setIntHeader(String name, int value) {
    if (LENGTH.equalsIgnoreCase(name)) {
      exchange.announced(value);
    }
    super.setIntHeader(name, value);
  }

  @Override
  public void addIntHeader(String name, int value) {
    if (LENGTH.equalsIgnoreCase(name)) {
      exchange.announced(value);
    }
    super.addIntHeader(name, value);
  }

  @Override
  public void setHeader(String name, @Nullable String value) {
    announce(name, value);
    super.setHeader(name, value);
  }

  @Override
  public void addHeader(String name, @Nullable String value) {
    announce(name, value);
    super.addHeader(name, value);
  }

  private void announce(String name, @Nullable String value) {
    if (LENGTH.equalsIgnoreCase(name)) {
      boolean number = value != null && value.matches("\\d{1,18}");
      exchange.announced(number ? Long.parseLong(value) : NOTHING);
    }
  }

  @Override
  public void resetBuffer() {
    super.resetBuffer();
    dropped();
  }

  @Override
  public void reset() {
    super.reset();
    dropped();
  }

  /** Whether the announced length is dropped with the bytes differs between containers. */
  private void dropped() {
    exchange.dropped();
    if (!containsHeader(LENGTH)) {
      exchange.announced(NOTHING);
    }
  }
}

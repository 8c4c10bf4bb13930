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

  /** A long has room for each number of so many. */
  private static final int MOST_DIGITS = 18;

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
    PrintWriter writer = super.getWriter();
    // Tomcat 9 asks for one after a forward, and is refused it when bytes were written.
    exchange.answeredElsewhere();
    return writer;
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
      exchange.announced(value == null ? NOTHING : length(value));
    }
  }

  /** What is no number, the container does not send, or refuses. */
  private static long length(String value) {
    int digits = value.length();
    for (int i = 0; i < digits; i++) {
      if (value.charAt(i) < '0' || value.charAt(i) > '9') {
        return NOTHING;
      }
    }
    return digits == 0 || digits > MOST_DIGITS ? NOTHING : Long.parseLong(value);
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

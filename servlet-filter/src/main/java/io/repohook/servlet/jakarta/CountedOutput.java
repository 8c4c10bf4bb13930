package io.repohook.servlet.jakarta;

import io.repohook.servlet.Exchange;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;

/** The body of an answer; what the host writes of it is counted. */
final class CountedOutput extends ServletOutputStream {
  private final ServletOutputStream body;
  private final Exchange exchange;

  CountedOutput(ServletOutputStream body, Exchange exchange) {
    this.body = body;
    this.exchange = exchange;
  }

  @Override
  public void write(int value) throws IOException {
    try {
      body.write(value);
      exchange.sent(1);
    } catch (IOException e) {
      exchange.failed();
      throw e;
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      body.write(bytes, offset, length);
      exchange.sent(length);
    } catch (IOException e) {
      exchange.failed();
      throw e;
    }
  }

  /**
   * Servlet 6.1 has it, and what it brings itself works in a stream with a listener only. Older
   * ones know no such method. In one piece: a stream with a listener takes one at a time.
   */
  @SuppressWarnings("MissingOverride") // The API that we are compiled with is older.
  public void write(ByteBuffer from) throws IOException {
    byte[] bytes = new byte[from.remaining()];
    from.get(bytes);
    write(bytes, 0, bytes.length);
  }

  /** All that prints comes here. Containers differ in the letters that they take. */
  @Override
  public void print(String text) throws IOException {
    exchange.answeredElsewhere();
    try {
      body.print(text);
    } catch (IOException e) {
      exchange.failed();
      throw e;
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      body.flush();
    } catch (IOException e) {
      exchange.failed();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      body.close();
    } catch (IOException e) {
      exchange.failed();
      throw e;
    }
  }

  @Override
  public boolean isReady() {
    return body.isReady();
  }

  /** What fails after it was taken from the host is told to the listener alone. */
  @Override
  public void setWriteListener(WriteListener listener) {
    Objects.requireNonNull(listener);
    body.setWriteListener(
        new WriteListener() {
          @Override
          public void onWritePossible() throws IOException {
            listener.onWritePossible();
          }

          @Override
          public void onError(Throwable error) {
            exchange.failed();
            listener.onError(error);
          }
        });
  }
}

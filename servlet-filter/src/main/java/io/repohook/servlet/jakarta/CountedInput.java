package io.repohook.servlet.jakarta;

import io.repohook.servlet.Exchange;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;

/** The body of a request; what the host reads of it is counted. */
final class CountedInput extends ServletInputStream {
  private final ServletInputStream body;
  private final Exchange exchange;

  CountedInput(ServletInputStream body, Exchange exchange) {
    this.body = body;
    this.exchange = exchange;
  }

  @Override
  public int read() throws IOException {
    try {
      int read = body.read();
      exchange.received(read < 0 ? 0 : 1);
      return read;
    } catch (IOException e) {
      exchange.failed();
      throw e;
    }
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    try {
      int read = body.read(into, offset, length);
      exchange.received(read);
      return read;
    } catch (IOException e) {
      exchange.failed();
      throw e;
    }
  }

  /**
   * Servlet 6.1 has it, and what it brings itself works in a stream with a listener only. Older
   * ones know no such method.
   */
  @SuppressWarnings("MissingOverride") // The API that we are compiled with is older.
  public int read(ByteBuffer into) throws IOException {
    byte[] bytes = new byte[into.remaining()];
    int read = read(bytes, 0, bytes.length);
    into.put(bytes, 0, Math.max(0, read));
    return read;
  }

  @Override
  public long skip(long most) throws IOException {
    try {
      long skipped = body.skip(most);
      exchange.received(skipped);
      return skipped;
    } catch (IOException e) {
      exchange.failed();
      throw e;
    }
  }

  @Override
  public int available() throws IOException {
    return body.available();
  }

  @Override
  public boolean isFinished() {
    return body.isFinished();
  }

  @Override
  public boolean isReady() {
    return body.isReady();
  }

  @Override
  public void setReadListener(ReadListener listener) {
    Objects.requireNonNull(listener);
    body.setReadListener(
        new ReadListener() {
          @Override
          public void onDataAvailable() throws IOException {
            listener.onDataAvailable();
          }

          @Override
          public void onAllDataRead() throws IOException {
            listener.onAllDataRead();
          }

          @Override
          public void onError(Throwable error) {
            exchange.failed();
            listener.onError(error);
          }
        });
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}

package io.repohook.servlet.jakarta;

import io.repohook.servlet.Exchange;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

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

  @Override
  public long skip(long most) throws IOException {
    long skipped = body.skip(most);
    exchange.received(skipped);
    return skipped;
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
    body.setReadListener(listener);
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}

package io.repohook.servlet.jakarta;

import io.repohook.servlet.Exchange;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

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

  @Override
  public void setWriteListener(WriteListener listener) {
    body.setWriteListener(listener);
  }
}

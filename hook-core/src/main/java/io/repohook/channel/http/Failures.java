package io.repohook.channel.http;

import io.repohook.channel.Reason;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Says why there was no answer. */
public final class Failures {

  private Failures() {}

  /** What became of an attempt that ended so. */
  public static Answer.None of(IOException failure) {
    AddressRefusedException refused = refusal(failure);
    if (refused != null) {
      return none(Reason.ADDRESS_REFUSED, "address refused", refused);
    }
    if (failure instanceof InterruptedIOException) {
      return Thread.currentThread().isInterrupted()
          ? new Answer.None(Reason.CONNECTION_FAILED, "interrupted")
          : new Answer.None(Reason.TIMEOUT, "no answer in time");
    }
    if (failure instanceof UnknownHostException) {
      return none(Reason.UNKNOWN_HOST, "unknown host", failure);
    }
    if (failure instanceof SSLException tls && concernsTls(tls)) {
      return none(Reason.TLS_FAILED, "TLS failed", failure);
    }
    if (failure instanceof ProtocolException) {
      return none(Reason.UNEXPECTED_STATUS, "no HTTP answer", failure);
    }
    return none(Reason.CONNECTION_FAILED, "connection failed", failure);
  }

  /** A connection that breaks later is an {@code SSLException} too, with the break as its cause. */
  private static boolean concernsTls(SSLException failure) {
    return failure instanceof SSLHandshakeException
        || failure instanceof SSLPeerUnverifiedException
        || !(failure.getCause() instanceof SocketException);
  }

  /**
   * Of a name's addresses one may be refused and another unreachable; the refusal is what to know.
   */
  private static @Nullable AddressRefusedException refusal(Throwable failure) {
    if (failure instanceof AddressRefusedException refused) {
      return refused;
    }
    for (Throwable other : failure.getSuppressed()) {
      if (other instanceof AddressRefusedException refused) {
        return refused;
      }
    }
    return null;
  }

  private static Answer.None none(Reason reason, String what, IOException failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new Answer.None(
        reason, root.getMessage() == null ? what : what + ": " + root.getMessage());
  }
}

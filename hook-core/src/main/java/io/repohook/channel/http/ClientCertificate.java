package io.repohook.channel.http;

import io.repohook.channel.Mask;
import io.repohook.channel.References;
import io.repohook.config.Scalar;
import io.repohook.config.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a subscription says about its client certificate: {@code client_cert} and {@code
 * client_key}, each the path of a PEM file or, by reference, its text. The key may stand in the
 * certificate's file.
 *
 * @param shown for people: the path or the reference
 */
record ClientCertificate(Identity identity, String shown) {
  static final String CERT = "client_cert";
  static final String KEY = "client_key";

  private static final String REMEDY =
      "write the path of a PEM file that the service can read, or ${file:NAME}";

  private static final String KEY_REMEDY =
      "write that key; 'openssl pkcs8 -topk8 -nodes' makes PKCS #8 of another form";

  /** Reads the keys; what is wrong becomes a problem, and the answer is empty as without them. */
  static Optional<ClientCertificate> read(Section subscription) {
    Scalar cert = subscription.scalar(CERT).orElse(null);
    Scalar key = subscription.scalar(KEY).orElse(null);
    if (cert == null) {
      if (key != null) {
        subscription.problem(KEY, "a key without a certificate", "write client_cert as well");
      }
      return Optional.empty();
    }
    String certificates = pem(subscription, CERT, cert);
    String secret = key == null ? certificates : pem(subscription, KEY, key);
    if (certificates == null || secret == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ClientCertificate(Identity.of(certificates, secret), shown(cert)));
    } catch (Identity.UnusableException e) {
      subscription.problem(
          e.isOfKey() && key != null ? KEY : CERT,
          String.valueOf(e.getMessage()),
          e.isOfKey() ? KEY_REMEDY : REMEDY);
      return Optional.empty();
    }
  }

  private static @Nullable String pem(Section subscription, String key, Scalar written) {
    if (isText(written)) {
      return written.value();
    }
    try {
      Path file = Path.of(written.value());
      if (file.isAbsolute()) {
        return Files.readString(file);
      }
      subscription.problem(key, "not an absolute path", REMEDY);
    } catch (IOException | InvalidPathException e) {
      subscription.problem(key, "that file cannot be read", REMEDY);
    }
    return null;
  }

  private static boolean isText(Scalar written) {
    return written.value().contains("-----BEGIN ");
  }

  private static String shown(Scalar written) {
    return isText(written) && !References.only(written.written()) ? Mask.HIDDEN : written.written();
  }
}

package io.repohook.format;

import io.repohook.channel.RepositorySettings;
import io.repohook.config.Secret;
import io.repohook.config.Section;
import java.util.List;
import java.util.Optional;

/**
 * What a format may need to know of the subscription that it is for.
 *
 * @param secrets the newest first; several while one replaces the other
 * @param verifySsl whether the receiver's certificate is looked at
 */
public record FormatSettings(
    String alias, RepositorySettings repository, List<Secret> secrets, boolean verifySsl) {

  public FormatSettings {
    secrets = List.copyOf(secrets);
  }

  /** Identifies the subscription to receivers: stable, and different for each. */
  public String identity() {
    return repository.name() + " " + alias;
  }

  /** The secret of a format whose headers have room for one; empty without a secret. */
  public Optional<Secret> secret() {
    return secrets.stream().findFirst();
  }

  /** As {@link #secret}, for signing bodies. */
  public Optional<HexHmac> hmac() {
    return secret().map(HexHmac::new);
  }

  /** Refuses a secret that a format sends as it is and that no header can hold. */
  public void requireSecretFor(String header, Section subscription) {
    String sent = secret().map(Secret::reveal).orElse("");
    if (!sent.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      subscription.problem(
          "secret",
          "it goes into the header " + header + ", which holds no letter beyond ASCII",
          "write a secret of ASCII letters, digits and signs, in one line");
    }
  }

  /** Warns where there are several secrets, of which this format's own headers hold one. */
  public void warnOfSeveralSecrets(Section subscription, String format) {
    if (secrets.size() > 1) {
      subscription.warning(
          "secret",
          "the headers of '" + format + "' have room for one signature: the first secret makes it",
          "give the receiver the new secret at once; what it refuses until then is sent again");
    }
  }
}

package io.repohook.channel;

import java.util.regex.Pattern;

/** Tells by the name of a header, a URL's parameter or a variable that its value is a secret. */
public final class CredentialName {
  private static final Pattern NAME =
      Pattern.compile(
          "PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|CREDENTIAL|AUTHORIZATION|COOKIE|API[_-]?KEY"
              + "|(^|[_-])(KEY|PASS|AUTH|PAT|SIG)$|[_-]PWD$",
          Pattern.CASE_INSENSITIVE);

  private CredentialName() {}

  /** Whether what has that name is meant for few; upper and lower case are the same. */
  public static boolean is(String name) {
    return NAME.matcher(name).find();
  }
}

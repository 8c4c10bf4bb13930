package io.repohook.job.run;

import io.repohook.channel.CredentialName;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the credentials of an environment: what a job prints must not give them away. */
public final class Credentials {
  /** A shorter value is a poor secret, and likely to be an ordinary word of the output. */
  public static final int SHORTEST = 6;

  private static final Pattern IN_URL = Pattern.compile("://[^/@\\s:]*:([^/@\\s]+)@");

  private Credentials() {}

  /** The values that are credentials: of variables with such names, and the passwords of URLs. */
  public static Set<String> of(Map<String, String> environment) {
    Set<String> credentials = new LinkedHashSet<>();
    environment.forEach(
        (name, value) -> {
          if (CredentialName.is(name)) {
            credentials.add(value);
            // A key of several lines may be printed line by line.
            value.lines().forEach(credentials::add);
          }
          Matcher url = IN_URL.matcher(value);
          while (url.find()) {
            credentials.add(url.group(1));
          }
        });
    credentials.removeIf(value -> value.strip().length() < SHORTEST);
    return credentials;
  }
}

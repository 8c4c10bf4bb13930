package io.repohook.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Arrays;

/**
 * Which groups an account is in, as the machine's own {@code id} says: it knows every directory.
 */
final class Groups {

  boolean has(String group, String account) throws IOException {
    if (account.startsWith("-")) {
      return false; // No account is called so, and id would take it for an option.
    }
    Process id =
        new ProcessBuilder("id", "-Gn", account)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    id.getOutputStream().close();
    String names = new String(id.getInputStream().readAllBytes(), UTF_8);
    return Arrays.asList(names.strip().split(" ")).contains(group);
  }
}

package io.repohook.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which groups an account is in, as the machine's own {@code id} says: it knows every directory.
 *
 * <p>Thread-safe. An answer is kept for some seconds: many files of one account may wait.
 */
final class Groups {
  /** Who is taken out of a group should not be believed much longer. */
  private static final Duration KEPT = Duration.ofSeconds(5);

  private final InstantSource clock;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  private record Answer(List<String> groups, Instant until) {}

  Groups(InstantSource clock) {
    this.clock = clock;
  }

  boolean has(String group, String account) throws IOException {
    if (account.startsWith("-")) {
      return false; // No account is called so, and id would take it for an option.
    }
    Answer answer = answers.get(account);
    Instant now = clock.instant();
    if (answer == null || !now.isBefore(answer.until())) {
      answer = new Answer(ask(account), now.plus(KEPT));
      answers.put(account, answer);
    }
    return answer.groups().contains(group);
  }

  private static List<String> ask(String account) throws IOException {
    Process id =
        new ProcessBuilder("id", "-Gn", account)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    id.getOutputStream().close();
    String names = new String(id.getInputStream().readAllBytes(), UTF_8);
    return List.of(names.strip().split(" "));
  }
}

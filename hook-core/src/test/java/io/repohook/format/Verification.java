package io.repohook.format;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Python code that a system's documentation prints for its receivers, run as it stands.
 *
 * @param code defines the function
 * @param function takes the body and the headers, and answers whether the request is genuine
 * @param secretVariable of the environment, where the code finds the secret
 */
public record Verification(String code, String function, String secretVariable) {

  /** Without Python there is nothing to run; where all must be shown, that is a failure. */
  private static void requirePython() {
    boolean there =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "python3")));
    if (System.getenv("CI") == null) {
      assumeTrue(there, "python3 is not installed");
    } else if (!there) {
      throw new AssertionError("python3 is not installed");
    }
  }

  /** Whether the code accepts a request that was signed with {@link ReadFormat#SECRET}. */
  public boolean accepts(byte[] body, Map<String, String> headers)
      throws IOException, InterruptedException {
    requirePython();
    Path file = Files.createTempFile("body", ".bin");
    try {
      Files.write(file, body);
      String program =
          code
              + "\n\nimport json, sys\n"
              + "print("
              + function
              + "(open(sys.argv[1], 'rb').read(), json.loads(sys.argv[2])))\n";
      ProcessBuilder python =
          new ProcessBuilder(
              "python3",
              "-c",
              program,
              file.toString(),
              new JsonMapper().writeValueAsString(headers));
      python.environment().put(secretVariable, ReadFormat.SECRET);
      Process process = python.redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new AssertionError("python3: " + said);
      }
      return said.strip().equals("True");
    } finally {
      Files.delete(file);
    }
  }
}

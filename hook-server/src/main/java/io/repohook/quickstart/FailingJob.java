package io.repohook.quickstart;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Map;

/** A job that fails, run by the program itself as whoever has it installed runs it. */
final class FailingJob implements Part {
  private static final String SCRIPT = "echo 3 tests, 1 failed; exit 3";

  /** GitHub's format has no words for a job. */
  private static final Map<Way, Integer> EXPECTED =
      Map.of(Way.JSON, 1, Way.SLACK, 1, Way.TEAMS, 1, Way.MAIL, 1);

  private final DataFolder data;
  private final String program;

  FailingJob(DataFolder data, String program) {
    this.data = data;
    this.program = program;
  }

  @Override
  public void prepare() {
    // It is told of in the repository of the pushes.
  }

  @Override
  public List<Step> steps() {
    String command =
        "repohook run --repo %s --job tests -- sh -c '%s'".formatted(Pushes.REPOSITORY, SCRIPT);
    return List.of(new Step(command, this::run, EXPECTED));
  }

  private List<String> run() throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            program,
            "run",
            "--repo",
            Pushes.REPOSITORY,
            "--job",
            "tests",
            "--",
            "sh",
            "-c",
            SCRIPT);
    builder.environment().put("REPOHOOK_CONFIG", data.config().toString());
    Process job = builder.redirectError(Redirect.INHERIT).start();
    job.getOutputStream().close();
    List<String> printed = job.inputReader().lines().toList();
    int status = job.waitFor();
    return List.of(String.join("\n", printed), "exit status " + status);
  }
}

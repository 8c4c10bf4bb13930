package io.repohook.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repohook.event.EventType;
import io.repohook.event.Job;
import io.repohook.job.Details;
import io.repohook.job.Emitted;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** Reports a job that has happened. */
@Command(
    description = {
      "Report a job that something else ran.",
      "The data are those of the event: job, run, started_at, stopped_at, exit_code,",
      "termination_reason, termination_message, output, details."
    },
    mixinStandardHelpOptions = true)
final class EmitCommand implements Callable<Integer> {
  private static final String STDIN = "-";

  @Parameters(
      paramLabel = "TYPE",
      description = "job.started, job.succeeded, job.failed or job.skipped.")
  private String type = "";

  @Option(
      names = "--repo",
      paramLabel = "REPO",
      required = true,
      description = "What the job belongs to: a repository's name or path.")
  private String repository = "";

  @Option(names = "--job", paramLabel = "NAME", description = "The job's name.")
  private @Nullable String job;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "A JSON object; - reads it from standard input.")
  private @Nullable File data;

  private final Terminal terminal;
  @Mixin private final Setup setup;

  EmitCommand(Terminal terminal) {
    this.terminal = terminal;
    this.setup = new Setup(terminal);
  }

  @Override
  public Integer call() throws Exception {
    EventType meant =
        EventType.named(type)
            .filter(each -> type.startsWith("job."))
            .orElseThrow(
                () ->
                    new WrongUsageException(
                        type + " is none of job.started, job.succeeded, job.failed, job.skipped"));
    JobReports reports = new JobReports(setup, repository, terminal);
    Job job = job(meant);
    Optional<String> objection = reports.objection(job);
    if (objection.isPresent()) {
      throw new WrongUsageException("the data: " + objection.get());
    }
    return reports.tell(job) ? Cli.DONE : Cli.FAILED;
  }

  private Job job(EventType meant) throws WrongUsageException, IOException {
    String run = UUID.randomUUID().toString().replace("-", "");
    try {
      return Emitted.job(meant, job, run, data());
    } catch (Details.WrongException e) {
      throw new WrongUsageException("the data: " + e.getMessage());
    }
  }

  private ObjectNode data() throws WrongUsageException, Details.WrongException, IOException {
    File file = data;
    if (file == null) {
      return Details.parse(Job.NO_DETAILS.getBytes(UTF_8));
    }
    if (file.getPath().equals(STDIN)) {
      return Details.parse(System.in);
    }
    Path path = file.toPath();
    if (!Files.isReadable(path)) {
      throw new WrongUsageException("--data " + file + " cannot be read");
    }
    try (InputStream in = Files.newInputStream(path)) {
      return Details.parse(in);
    }
  }
}

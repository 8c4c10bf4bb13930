package io.repohook.cli;

import io.repohook.channel.Mask;
import io.repohook.config.DurationText;
import io.repohook.event.EventType;
import io.repohook.event.Job;
import io.repohook.job.Details;
import io.repohook.job.run.CommandRun;
import io.repohook.job.run.Credentials;
import io.repohook.job.run.Ended;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a command and reports how it went; for whoever started it, it is the command. */
@Command(
    description = {
      "Run a command and report that it began and how it ended.",
      "Input, output, signals and the exit status are the command's own, also when nothing can be",
      "reported."
    },
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Option(
      names = "--repo",
      paramLabel = "REPO",
      required = true,
      description = "What the job belongs to: a repository's name or path.")
  private String repository = "";

  @Option(names = "--job", paramLabel = "NAME", required = true, description = "The job's name.")
  private String job = "";

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "A JSON object for the event's details; the command may write it.")
  private @Nullable File data;

  @Option(
      names = "--timeout",
      paramLabel = "T",
      description = "End the command and all that it started after so long: 30s, 10m, 2h.")
  private @Nullable String timeout;

  @Option(
      names = "--skip-exit",
      paramLabel = "N",
      description = "An exit status by which the command says that there was nothing to do.")
  private List<Integer> skip = List.of();

  @Parameters(paramLabel = "COMMAND", arity = "1..*", description = "The command with its words.")
  private List<String> command = List.of();

  private final Terminal terminal;
  private final String run = UUID.randomUUID().toString().replace("-", "");
  @Mixin private final Setup setup;

  RunCommand(Terminal terminal) {
    this.terminal = terminal;
    this.setup = new Setup(terminal);
  }

  @Override
  public Integer call() throws Exception {
    String limit = timeout;
    Duration most = limit == null ? null : duration(limit);
    JobReports reports = new JobReports(setup, repository, terminal);
    CommandRun running =
        new CommandRun(
            command,
            LauncherVariables.before(),
            most,
            new Mask(Credentials.of(terminal.environment())),
            setup.clock());
    Instant start = setup.clock().instant();
    Ended ended = running.run(() -> reports.tell(begun(start)));
    if (ended.outputLost() != null) {
      terminal.err().println("repohook: some of the output is lost: " + ended.outputLost());
    }
    if (ended.message() != null && ended.exitCode() == null && ended.status() < 128) {
      terminal.err().println("repohook: " + ended.message());
    }
    reports.tell(job(ended, reports));
    return ended.status();
  }

  private static Duration duration(String text) throws WrongUsageException {
    return DurationText.parse(text)
        .orElseThrow(
            () -> new WrongUsageException("--timeout " + text + "; " + DurationText.REMEDY));
  }

  private Job begun(Instant start) {
    return new Job(
        EventType.JOB_STARTED, job, run, start, null, null, null, null, null, false, details(null));
  }

  private Job job(Ended ended, JobReports reports) {
    return new Job(
        type(ended),
        job,
        run,
        ended.startedAt(),
        ended.stoppedAt(),
        ended.exitCode(),
        ended.reason(),
        ended.message(),
        ended.output(),
        ended.outputTruncated(),
        details(reports));
  }

  private EventType type(Ended ended) {
    Integer code = ended.exitCode();
    if (ended.reason() != null || code == null) {
      return EventType.JOB_FAILED;
    }
    if (skip.contains(code)) {
      return EventType.JOB_SKIPPED;
    }
    return code == 0 ? EventType.JOB_SUCCEEDED : EventType.JOB_FAILED;
  }

  private static String reason(Exception e) {
    return e instanceof Details.WrongException ? "it is " + e.getMessage() : "it cannot be read";
  }

  /** What is in the file now; the command may only be about to write it. */
  private String details(@Nullable JobReports reports) {
    File file = data;
    if (file == null) {
      return Job.NO_DETAILS;
    }
    try {
      return Details.checked(file.toPath());
    } catch (IOException | Details.WrongException e) {
      if (reports != null) {
        terminal.err().println("repohook: --data " + file + " is left out: " + reason(e));
      }
      return Job.NO_DETAILS;
    }
  }
}

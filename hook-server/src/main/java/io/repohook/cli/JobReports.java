package io.repohook.cli;

import io.repohook.config.ConfigLoader;
import io.repohook.config.ServerSettings;
import io.repohook.event.Job;
import io.repohook.intake.Plain;
import io.repohook.job.JobFile;
import io.repohook.spool.SpoolWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Spools what jobs do. One that cannot be spooled costs a line of warning, the first time, and
 * nothing else: the job has happened.
 */
final class JobReports {
  private final Path spool;
  private final String repository;
  private final PrintWriter err;
  private boolean warned;

  /** Reports into the spool of the configuration, which may be wrong or missing. */
  JobReports(Setup setup, String repository, Terminal terminal) {
    Path folder = setup.folder();
    this.spool =
        ServerSettings.read(
                ConfigLoader.loadServer(folder, terminal.environment()).server(), folder)
            .spool();
    boolean isPath = repository.startsWith("/") || repository.startsWith(".");
    this.repository =
        isPath ? Path.of(repository).toAbsolutePath().normalize().toString() : repository;
    this.err = terminal.err();
  }

  /** Why intake would not take this job; empty when it would. */
  Optional<String> objection(Job job) {
    return repository.isBlank() ? Optional.of("--repo is empty") : JobFile.objection(job);
  }

  /** Spools what this job did; false when that failed. */
  boolean tell(Job job) {
    Optional<String> objection = objection(job);
    if (objection.isPresent()) {
      warn(objection.get());
      return false;
    }
    try {
      new SpoolWriter(spool).write(JobFile.records(repository, job));
      return true;
    } catch (IOException e) {
      warn(why());
      return false;
    }
  }

  private String why() {
    if (!Files.isDirectory(spool)) {
      return "the folder " + spool + " is missing";
    }
    return Files.isWritable(spool)
        ? "cannot write into " + spool + "; is the disk full?"
        : "this account may not write into " + spool;
  }

  /** Warns once, in one line. */
  void warn(String because) {
    if (!warned) {
      err.println("repohook: this job was not reported: " + Plain.line(because));
    }
    warned = true;
  }
}

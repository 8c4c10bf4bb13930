package io.repohook.server.check;

import io.repohook.artifact.ArtifactSettings;
import io.repohook.server.Configuration;

/** Whether what a servlet filter writes into the spool would be believed. */
final class FiltersCheck {
  private final Configuration configuration;
  private final Account service;
  private final Findings findings;

  FiltersCheck(Configuration configuration, Account service, Findings findings) {
    this.configuration = configuration;
    this.service = service;
    this.findings = findings;
  }

  /** Which account the container has cannot be seen: that one is named at all is what counts. */
  void run() {
    if (!configuration.server().acceptFrom().isEmpty()) {
      return;
    }
    configuration
        .artifacts()
        .forEach(
            (name, settings) -> {
              if (settings.heard() instanceof ArtifactSettings.ServletFilter filter
                  && configuration.routes().acceptFrom(name).isEmpty()) {
                findings.warn(
                    filter.place(),
                    "artifacts.servlet_filter",
                    "no account may report for %s but root and %s: what a container of another account reports goes to quarantine"
                        .formatted(name, service.name()),
                    "add the account that the container runs as: accept_from: [tomcat]");
              }
            });
  }
}

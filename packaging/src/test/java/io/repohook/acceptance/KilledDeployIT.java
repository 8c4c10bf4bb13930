package io.repohook.acceptance;

import io.repohook.acceptance.servers.Gate;
import io.repohook.acceptance.servers.NginxRepository;
import io.repohook.acceptance.servers.Page;
import io.repohook.acceptance.servers.ServletHost;
import io.repohook.acceptance.servers.TomcatRepository;
import io.repohook.acceptance.servers.WebRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of a real Maven in the midst of an upload, and of its server: each deploy is told
 * once, as stopped, with what had been uploaded.
 */
@Tag(Machine.TAG)
class KilledDeployIT {
  /** Of the release: pom, jar and javadoc; the sources are what is cut off. */
  private static final int UPLOADS = 3;

  @TempDir Path folder;
  private RecordingReceiver people;
  private RecordingReceiver audit;
  private Installation repohook;

  @BeforeEach
  void begin() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    people = RecordingReceiver.open();
    audit = RecordingReceiver.open();
    repohook = Installation.in(folder.resolve("repohook"));
  }

  @AfterEach
  void end() {
    people.close();
    audit.close();
    repohook.close();
  }

  @Test
  void theLogOfNginxTellsWhatDiedAsStopped() throws Exception {
    Page document = Machine.document("servers/nginx-repository.md");
    try (WebRepository server = NginxRepository.start(folder.resolve("nginx"), document, "")) {
      for (String each : Deploys.REPOSITORIES) {
        repohook.repositoryFile(each, server.artifacts(document, each) + stopsSoon());
      }
      repohook.run("drain").exits(0); // From here on every line is news.
      repohook.serve();

      dyingDeploysAreToldAsStopped(server);
    }
  }

  @Test
  void theFilterInTomcatTellsWhatDiedAsStopped() throws Exception {
    for (String each : Deploys.REPOSITORIES) {
      repohook.repositoryFile(
          each,
          "accept_from: [%s]\nartifacts:\n  servlet_filter: true\n".formatted(ServletHost.ACCOUNT)
              + stopsSoon());
    }
    repohook.serve();
    ServletHost host =
        new ServletHost(
            Program.archive().toAbsolutePath(), repohook.spool(), folder.resolve("container"));
    Page document = Machine.document("servers/servlet-filter.md");
    try (WebRepository server = TomcatRepository.ofJakarta(host, document)) {
      dyingDeploysAreToldAsStopped(server);
    }
  }

  private String stopsSoon() {
    return """
      idle: 5s
    subscriptions:
      people: {webhook: "%s"}
      audit: {webhook: "%s", events: [artifact.uploaded]}
    """
        .formatted(people.url(), audit.url());
  }

  private void dyingDeploysAreToldAsStopped(WebRepository server) throws Exception {
    Deploys deploys = Deploys.of("3.9.11", folder);
    deploys.makeFolders(server);
    try (Gate gate = Gate.before(server, "-sources.jar")) {
      Process maven = deploys.begin("open", gate.url("open"));
      await(gate, UPLOADS);
      kill(maven);
      Process bereft = deploys.begin("releases", gate.url("releases"));
      await(gate, 2 * UPLOADS);
      server.kill();
      kill(bereft);
    }

    new ToldDeploys(server, people, repohook)
        .areStopped(List.of(deploys), List.of("open", "releases"));
  }

  /** Waits until a deploy can get no further. */
  private void await(Gate gate, int uploads) {
    gate.awaitHeld();
    audit.takeDeliveries(uploads);
  }

  private static void kill(Process maven) throws InterruptedException {
    maven.descendants().forEach(ProcessHandle::destroyForcibly);
    maven.destroyForcibly().waitFor();
  }
}

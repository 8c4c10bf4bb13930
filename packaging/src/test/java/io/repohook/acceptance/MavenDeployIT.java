package io.repohook.acceptance;

import io.repohook.acceptance.servers.HttpdRepository;
import io.repohook.acceptance.servers.NginxRepository;
import io.repohook.acceptance.servers.Page;
import io.repohook.acceptance.servers.WebRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real Mavens deploy to real servers, and each deploy is told once, with all its files. */
@Tag(Machine.TAG)
class MavenDeployIT {
  @TempDir Path folder;
  private RecordingReceiver receiver;
  private Installation repohook;

  @BeforeEach
  void begin() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    receiver = RecordingReceiver.open();
    repohook = Installation.in(folder.resolve("repohook"));
  }

  @AfterEach
  void end() {
    receiver.close();
    repohook.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.8.7", "3.9.11", "4.0.0-rc-4"})
  void whatMavenDeploysToNginxIsToldOnce(String version) {
    Page document = Machine.document("servers/nginx-repository.md");
    try (WebRepository server = NginxRepository.start(folder.resolve("nginx"), document, "")) {
      subscribe(server, document, "");
      Deploys deploys = Deploys.of(version, folder);

      deploys.go(server, "");

      deploys.areTold(server, receiver, repohook);
    }
  }

  /** httpd makes no folders by itself: in one of the document's ways they must come to be. */
  @ParameterizedTest
  @CsvSource({"3.8.7, by hand", "3.9.11, by Maven", "4.0.0-rc-4, by httpd"})
  void whatMavenDeploysToHttpdIsToldOnce(String version, String folders) {
    Page document = Machine.document("servers/httpd-repository.md");
    boolean byHttpd = folders.equals("by httpd");
    Path home = folder.resolve("httpd");
    try (WebRepository server =
        byHttpd
            ? HttpdRepository.makingFolders(home, document)
            : HttpdRepository.start(home, document, "")) {
      subscribe(server, document, "");
      Deploys deploys = Deploys.of(version, folder);
      if (folders.equals("by hand")) {
        deploys.makeFolders(server);
      }

      String options = document.section("By Maven 3.9").commands().replace('\n', ' ');
      deploys.go(server, folders.equals("by Maven") ? options : "");

      deploys.areTold(server, receiver, repohook);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.8.7", "3.9.11", "4.0.0-rc-4"})
  void whatNginxStopsHalfWayIsToldAsIncomplete(String version) {
    Page document = Machine.document("servers/nginx-repository.md");
    String refuses = "if ($uri ~ \"-sources[.]jar$\") { return 503; }";
    try (WebRepository server = NginxRepository.start(folder.resolve("nginx"), document, refuses)) {
      isToldAsIncomplete(server, document, version);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.8.7", "3.9.11", "4.0.0-rc-4"})
  void whatHttpdStopsHalfWayIsToldAsIncomplete(String version) {
    Page document = Machine.document("servers/httpd-repository.md");
    String refuses = "RedirectMatch 503 -sources[.]jar$";
    try (WebRepository server = HttpdRepository.start(folder.resolve("httpd"), document, refuses)) {
      isToldAsIncomplete(server, document, version);
    }
  }

  private void isToldAsIncomplete(WebRepository server, Page document, String version) {
    subscribe(server, document, "  idle: 5s\n");
    Deploys deploys = Deploys.of(version, folder);
    deploys.makeFolders(server);

    deploys.areRefused(server);
    deploys.stopHalfWay(server);

    deploys.isToldAsStopped(server, receiver, repohook);
  }

  /**
   * @param more lines of what is said of the artifacts
   */
  private void subscribe(WebRepository server, Page document, String more) {
    for (String each : List.of("releases", "open")) {
      repohook.repositoryFile(
          each,
          server.artifacts(document, each)
              + more
              + "subscriptions: {people: {webhook: \"%s\"}}\n".formatted(receiver.url()));
    }
    repohook.run("drain").exits(0); // From here on every line is news.
    repohook.serve();
  }
}

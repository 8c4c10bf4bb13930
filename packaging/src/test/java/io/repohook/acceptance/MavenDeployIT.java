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
    try (WebRepository server = NginxRepository.start(folder.resolve("nginx"), document)) {
      subscribe(server, document);
      Deploys deploys = Deploys.of(version, folder);

      deploys.go(server, "");

      deploys.areTold(server, receiver, repohook);
    }
  }

  /** httpd makes no folders: Maven 3.9 does so if it is told to, or somebody does beforehand. */
  @ParameterizedTest
  @ValueSource(strings = {"3.8.7", "3.9.11", "4.0.0-rc-4"})
  void whatMavenDeploysToHttpdIsToldOnce(String version) {
    Page document = Machine.document("servers/httpd-repository.md");
    try (WebRepository server = HttpdRepository.start(folder.resolve("httpd"), document)) {
      subscribe(server, document);
      Deploys deploys = Deploys.of(version, folder);

      if (version.startsWith("3.9")) {
        deploys.go(server, document.section("Clients").commands());
      } else {
        deploys.makeFolders(server);
        deploys.go(server, "");
      }

      deploys.areTold(server, receiver, repohook);
    }
  }

  private void subscribe(WebRepository server, Page document) {
    for (String each : List.of("releases", "open")) {
      repohook.repositoryFile(
          each,
          server.artifacts(document, each)
              + "subscriptions: {people: {webhook: \"%s\"}}\n".formatted(receiver.url()));
    }
    repohook.run("drain").exits(0); // From here on every line is news.
    repohook.serve();
  }
}

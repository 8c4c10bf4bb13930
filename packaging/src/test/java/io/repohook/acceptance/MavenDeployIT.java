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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @Test
  void whatEachMavenDeploysToNginxIsToldOnce() {
    Page document = Machine.document("servers/nginx-repository.md");
    try (WebRepository server = NginxRepository.start(folder.resolve("nginx"), document, "")) {
      subscribe(server, document, "");
      List<Deploys> all = Deploys.ofEachMaven(folder);

      all.forEach(each -> each.go(server, ""));

      new ToldDeploys(server, receiver, repohook).areWhole(all);
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

      deploys.go(server, folders.equals("by Maven") ? Deploys.MAKING_FOLDERS : "");

      new ToldDeploys(server, receiver, repohook).areWhole(List.of(deploys));
    }
  }

  @Test
  void whatNginxStopsHalfWayIsToldAsIncomplete() {
    Page document = Machine.document("servers/nginx-repository.md");
    String refuses = "if ($uri ~ \"-sources[.]jar$\") { return 503; }";
    try (WebRepository server = NginxRepository.start(folder.resolve("nginx"), document, refuses)) {
      isToldAsIncomplete(server, document);
    }
  }

  @Test
  void whatHttpdStopsHalfWayIsToldAsIncomplete() {
    Page document = Machine.document("servers/httpd-repository.md");
    String refuses = "RedirectMatch 503 -sources[.]jar$";
    try (WebRepository server = HttpdRepository.start(folder.resolve("httpd"), document, refuses)) {
      isToldAsIncomplete(server, document);
    }
  }

  private void isToldAsIncomplete(WebRepository server, Page document) {
    subscribe(server, document, "  idle: 5s\n");
    List<Deploys> all = Deploys.ofEachMaven(folder);

    for (Deploys each : all) {
      each.makeFolders(server);
      each.areRefused(server);
      each.stopHalfWay(server);
    }

    new ToldDeploys(server, receiver, repohook).areStopped(all, List.of("open"));
  }

  /**
   * @param more lines of what is said of the artifacts
   */
  private void subscribe(WebRepository server, Page document, String more) {
    for (String each : Deploys.REPOSITORIES) {
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

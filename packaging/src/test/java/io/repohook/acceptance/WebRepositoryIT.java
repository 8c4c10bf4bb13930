package io.repohook.acceptance;

import io.repohook.acceptance.servers.HttpdRepository;
import io.repohook.acceptance.servers.NginxRepository;
import io.repohook.acceptance.servers.Page;
import io.repohook.acceptance.servers.WebRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client does with a real nginx or httpd, and what a person would say happened. */
@Tag(Machine.TAG)
class WebRepositoryIT {
  @TempDir Path folder;
  private RecordingReceiver audit;
  private Installation repohook;

  @BeforeEach
  void begin() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    audit = RecordingReceiver.open();
    repohook = Installation.in(folder.resolve("repohook"));
  }

  @AfterEach
  void end() {
    audit.close();
    repohook.close();
  }

  @Test
  void nginxTellsOfEverythingAsAPersonWould() throws Exception {
    Page document = Machine.document("servers/nginx-repository.md");
    try (WebRepository server = NginxRepository.start(folder.resolve("nginx"), document, "")) {
      everythingIsToldAsAPersonWould(server, document);
    }
  }

  @Test
  void httpdTellsOfEverythingAsAPersonWould() throws Exception {
    Page document = Machine.document("servers/httpd-repository.md");
    try (WebRepository server = HttpdRepository.start(folder.resolve("httpd"), document, "")) {
      everythingIsToldAsAPersonWould(server, document);
    }
  }

  private void everythingIsToldAsAPersonWould(WebRepository server, Page document)
      throws Exception {
    repohook.repositoryFile(
        "open",
        server.artifacts(document, "open")
            + "subscriptions: {audit: {webhook: \"%s\", events: [\"artifact.*\"], digest: off}}\n"
                .formatted(audit.url()));
    repohook.run("drain").exits(0); // From here on every line is news.
    repohook.serve();
    Requests requests = new Requests(server, "open", true);

    requests.go();

    requests.areTold(audit, repohook);
  }
}

package io.repohook.acceptance;

import io.repohook.acceptance.servers.JettyRepository;
import io.repohook.acceptance.servers.Page;
import io.repohook.acceptance.servers.ServletHost;
import io.repohook.acceptance.servers.TomcatRepository;
import io.repohook.acceptance.servers.WebRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Repositories in the servlet containers that one can download, with the filter in front. */
@Tag(Machine.TAG)
class ServletHostsIT {
  private static final Map<String, BiFunction<ServletHost, Page, WebRepository>> CONTAINERS =
      Map.of(
          "Tomcat 11", TomcatRepository::ofJakarta,
          "Tomcat 9", TomcatRepository::ofJavax,
          "Jetty 12", JettyRepository::start);

  /** Tomcat makes none for a file, and answers 409. */
  private static final String MAKING_FOLDERS =
      Machine.document("servers/httpd-repository.md").section("By Maven 3.9").commands();

  private final Page document = Machine.document("servers/servlet-filter.md");
  @TempDir Path folder;
  private RecordingReceiver receiver;
  private Installation repohook;

  @BeforeEach
  void begin() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    receiver = RecordingReceiver.open();
    repohook = Installation.in(folder.resolve("repohook"));
    // On a busy machine an answer takes its time, and what was not answered is sent again.
    repohook.serverFile("defaults: {timeout: 30s}\n");
  }

  @AfterEach
  void end() {
    receiver.close();
    repohook.close();
  }

  private WebRepository start(String container) {
    return Objects.requireNonNull(CONTAINERS.get(container))
        .apply(
            new ServletHost(
                Program.archive().toAbsolutePath(), repohook.spool(), folder.resolve("container")),
            document);
  }

  /** Each container and each Maven once, not each pair: that would take three times as long. */
  @ParameterizedTest
  @CsvSource({"Tomcat 11, 3.9.11", "Tomcat 9, 3.8.7", "Jetty 12, 4.0.0-rc-4"})
  void whatMavenDeploysIsToldOnce(String container, String maven) {
    subscribe("people: {webhook: \"%s\"}".formatted(receiver.url()));
    try (WebRepository server = start(container)) {
      Deploys deploys = Deploys.of(maven, folder);

      if (container.startsWith("Tomcat") && maven.startsWith("3.9")) {
        deploys.go(server, MAKING_FOLDERS);
      } else {
        deploys.makeFolders(server);
        deploys.go(server, "");
      }

      deploys.areTold(server, receiver, repohook);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Tomcat 11", "Tomcat 9", "Jetty 12"})
  void everythingIsToldAsAPersonWould(String container) throws Exception {
    subscribe(
        "audit: {webhook: \"%s\", events: [\"artifact.*\"], digest: off}"
            .formatted(receiver.url()));
    try (WebRepository server = start(container)) {
      // The servlet that Jetty runs here moves nothing.
      Requests requests = new Requests(server, container.startsWith("Tomcat"));

      requests.go();

      requests.areTold(receiver, repohook);
    }
  }

  private void subscribe(String subscription) {
    String file = document.section("What the service needs").file("yaml");
    for (String each : List.of("releases", "open")) {
      repohook.repositoryFile(
          each,
          file.substring(0, file.indexOf("subscriptions:"))
                  .replace("[tomcat]", "[" + ServletHost.ACCOUNT + "]")
              + "subscriptions: {%s}\n".formatted(subscription));
    }
    repohook.serve();
  }
}

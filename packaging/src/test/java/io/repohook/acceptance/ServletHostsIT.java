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
import org.junit.jupiter.params.provider.ValueSource;

/** Repositories in the servlet containers that one can download, with the filter in front. */
@Tag(Machine.TAG)
class ServletHostsIT {
  private static final Map<String, BiFunction<ServletHost, Page, WebRepository>> CONTAINERS =
      Map.of(
          "Tomcat 11", TomcatRepository::ofJakarta,
          "Tomcat 9", TomcatRepository::ofJavax,
          "Jetty 12", JettyRepository::start);

  private final Page document = Machine.document("servers/servlet-filter.md");
  @TempDir Path folder;
  private RecordingReceiver receiver;
  private RecordingReceiver plain;
  private Installation repohook;

  @BeforeEach
  void begin() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    receiver = RecordingReceiver.open();
    plain = RecordingReceiver.open();
    repohook = Installation.in(folder.resolve("repohook"));
  }

  @AfterEach
  void end() {
    receiver.close();
    plain.close();
    repohook.close();
  }

  private WebRepository start(String container) {
    return Objects.requireNonNull(CONTAINERS.get(container))
        .apply(
            new ServletHost(
                Program.archive().toAbsolutePath(), repohook.spool(), folder.resolve("container")),
            document);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Tomcat 11", "Tomcat 9", "Jetty 12"})
  void whatEachMavenDeploysIsToldOnce(String container) {
    for (String each : Deploys.REPOSITORIES) {
      subscribe(each, "people: {webhook: \"%s\"}".formatted(receiver.url()));
    }
    repohook.serve();
    try (WebRepository server = start(container)) {
      List<Deploys> all = Deploys.ofEachMaven(folder);

      for (Deploys each : all) {
        // Tomcat makes no folder for a file, and answers 409.
        if (container.startsWith("Tomcat") && each.maven().startsWith("3.9")) {
          each.go(server, Deploys.MAKING_FOLDERS);
        } else {
          each.makeFolders(server);
          each.go(server, "");
        }
      }

      new ToldDeploys(server, receiver, repohook).areWhole(all);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Tomcat 11", "Tomcat 9", "Jetty 12"})
  void everythingIsToldAsAPersonWould(String container) throws Exception {
    hear("open", receiver);
    hear(ServletHost.PLAIN, plain);
    repohook.serve();
    try (WebRepository server = start(container)) {
      Requests requests = new Requests(server, "open", true);

      requests.go();

      requests.areTold(receiver, repohook);
      if (container.startsWith("Tomcat")) {
        Requests withoutWebdav = new Requests(server, ServletHost.PLAIN, false);

        withoutWebdav.go();

        withoutWebdav.areTold(plain, repohook);
      }
    }
  }

  private void hear(String repository, RecordingReceiver everything) {
    subscribe(
        repository,
        "audit: {webhook: \"%s\", events: [\"artifact.*\"], digest: off}"
            .formatted(everything.url()));
  }

  private void subscribe(String repository, String subscription) {
    String file = document.section("What the service needs").file("yaml");
    repohook.repositoryFile(
        repository,
        file.substring(0, file.indexOf("subscriptions:"))
                .replace("[tomcat]", "[" + ServletHost.ACCOUNT + "]")
            + "subscriptions: {%s}\n".formatted(subscription));
  }
}

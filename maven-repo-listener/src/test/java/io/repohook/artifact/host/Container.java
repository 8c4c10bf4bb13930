package io.repohook.artifact.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The containers that the filter is tried in, and how each is begun. */
enum Container {
  JETTY_12("jakarta"),
  TOMCAT_11("jakarta"),
  TOMCAT_9_WITH_JAVAX("javax");

  /** Where the application is that consists of a servlet. */
  static final String CONTEXT = "/repo";

  private final String api;

  Container(String api) {
    this.api = api;
  }

  /**
   * One that serves a folder; see {@link Host}.
   *
   * @param temporary real, and of this container alone
   */
  Host serveFolder(Path temporary, Path spool) throws Exception {
    Path folder = folder(temporary);
    return this == JETTY_12
        ? JettyHost.start(folder, spool)
        : tomcat(temporary).start(folder, WebXml.ofFolder(api, spool));
  }

  /**
   * One whose application is a servlet alone, with the repository {@code releases}. The filter is
   * set up for whatever is dispatched, however often that is.
   *
   * @param servlet has at most inner classes besides
   */
  Host with(Class<?> servlet, Path temporary, Path spool) throws Exception {
    Path folder = Files.createDirectory(temporary.resolve("application"));
    return this == JETTY_12
        ? JettyHost.with(servlet, CONTEXT, folder, spool)
        : tomcat(temporary)
            .with(servlet, CONTEXT, folder, WebXml.ofServlet(servlet, api, CONTEXT, spool));
  }

  /** A Tomcat that serves a folder, with the filter's classes in the application itself. */
  TomcatHost serveFolderWithFilterInside(Path temporary, Path spool) throws Exception {
    Path folder = folder(temporary);
    TomcatHost.putFilterInto(folder);
    return new TomcatHost.Kind(version(), temporary.resolve("base"), List.of())
        .start(folder, WebXml.ofFolder(api, spool));
  }

  private static Path folder(Path temporary) throws IOException {
    Path folder = Files.createDirectory(temporary.resolve("served"));
    for (String each : List.of("releases", "private")) {
      // Tomcat makes no folder for a file.
      Files.createDirectories(folder.resolve(each).resolve("com/example/rocket/1.0"));
      Files.createDirectories(folder.resolve(each).resolve("tools"));
    }
    return folder;
  }

  /** The servlet of that name, made for the API of this container. */
  Class<?> servlet(String name) throws ClassNotFoundException {
    return Class.forName("%s.%s.%s".formatted(Container.class.getPackageName(), api, name));
  }

  private TomcatHost.Kind tomcat(Path temporary) throws Exception {
    return new TomcatHost.Kind(version(), temporary.resolve("base"), TomcatHost.filter());
  }

  private String version() {
    return this == TOMCAT_11 ? "11" : "9";
  }
}

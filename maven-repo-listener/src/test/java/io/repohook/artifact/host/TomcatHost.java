package io.repohook.artifact.host;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A Tomcat with one application, set up by a {@link WebXml}.
 *
 * <p>Tomcat 9 and 11 have the same class names, so each has a class loader of its own, and is
 * called by reflection.
 */
final class TomcatHost implements Host {
  private final URLClassLoader loader;
  private final Object tomcat;
  private final Object application;
  private final Path folder;

  private TomcatHost(URLClassLoader loader, Object tomcat, Object application, Path folder) {
    this.loader = loader;
    this.tomcat = tomcat;
    this.application = application;
    this.folder = folder;
  }

  /** The filter's classes, as in Tomcat's {@code lib}. */
  static List<URL> filter() throws Exception {
    return List.of(
        codeOf("io.repohook.servlet.jakarta.RepohookFilter"),
        codeOf("io.repohook.spool.SpoolWriter"));
  }

  /** The filter's classes, into an application; jars of them, or folders, as the build has them. */
  static void putFilterInto(Path folder) throws Exception {
    for (URL each : filter()) {
      Path code = Path.of(each.toURI());
      boolean jar = Files.isRegularFile(code);
      Path root = jar ? Objects.requireNonNull(code.getParent()) : code;
      Path into = folder.resolve(jar ? "WEB-INF/lib" : "WEB-INF/classes");
      try (Stream<Path> files = Files.walk(code)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path copy = into.resolve(root.relativize(file));
          Files.createDirectories(Objects.requireNonNull(copy.getParent()));
          Files.copy(file, copy, REPLACE_EXISTING);
        }
      }
    }
  }

  /**
   * A Tomcat that can be begun.
   *
   * @param version {@code 9} or {@code 11}
   * @param base for its own files
   * @param library what all its applications have
   */
  record Kind(String version, Path base, List<URL> library) {

    /** With what is in a folder. */
    TomcatHost start(Path folder, String webXml) throws Exception {
      return TomcatHost.start(this, "", folder, webXml);
    }

    /**
     * With a servlet alone, at a path.
     *
     * @param servlet has at most inner classes besides
     */
    TomcatHost with(Class<?> servlet, String path, Path folder, String webXml) throws Exception {
      String inFolder = servlet.getPackageName().replace('.', '/');
      Path compiled = Path.of(codeOf(servlet.getName()).toURI()).resolve(inFolder);
      Path classes = Files.createDirectories(folder.resolve("WEB-INF/classes").resolve(inFolder));
      try (DirectoryStream<Path> all =
          Files.newDirectoryStream(compiled, servlet.getSimpleName() + "{,$*}.class")) {
        for (Path each : all) {
          Files.copy(each, classes.resolve(each.getFileName()));
        }
      }
      return TomcatHost.start(this, path, folder, webXml);
    }
  }

  private static TomcatHost start(Kind kind, String path, Path folder, String webXml)
      throws Exception {
    Files.createDirectories(folder.resolve("WEB-INF"));
    Files.writeString(folder.resolve("WEB-INF").resolve("web.xml"), webXml);
    List<URL> jars = new ArrayList<>(kind.library());
    jars.add(copied("tomcat-" + kind.version() + ".jar"));
    jars.add(copied("tomcat-" + kind.version() + "-annotations.jar"));
    URLClassLoader loader =
        new URLClassLoader(jars.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      Class<?> urls =
          loader.loadClass("org.apache.catalina.webresources.TomcatURLStreamHandlerFactory");
      urls.getMethod("disable").invoke(null); // A JVM takes one such factory.
      Class<?> type = loader.loadClass("org.apache.catalina.startup.Tomcat");
      Object tomcat = type.getConstructor().newInstance();
      type.getMethod("setBaseDir", String.class).invoke(tomcat, kind.base().toString());
      type.getMethod("setHostname", String.class).invoke(tomcat, "127.0.0.1");
      type.getMethod("setPort", int.class).invoke(tomcat, 0);
      Object connector = type.getMethod("getConnector").invoke(tomcat);
      set(connector, "address", "127.0.0.1");
      speakHttp2(connector, loader);
      Object engine = type.getMethod("getEngine").invoke(tomcat);
      engine.getClass().getMethod("setParentClassLoader", ClassLoader.class).invoke(engine, loader);
      type.getMethod("setAddDefaultWebXmlToWebapp", boolean.class).invoke(tomcat, false);
      Object application =
          type.getMethod("addWebapp", String.class, String.class)
              .invoke(tomcat, path, folder.toString());
      type.getMethod("addUser", String.class, String.class).invoke(tomcat, "ci", "secret");
      type.getMethod("addRole", String.class, String.class).invoke(tomcat, "ci", "deployer");
      type.getMethod("start").invoke(tomcat);
      return new TomcatHost(loader, tomcat, application, folder);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static void speakHttp2(Object connector, ClassLoader loader) throws Exception {
    connector
        .getClass()
        .getMethod("addUpgradeProtocol", loader.loadClass("org.apache.coyote.UpgradeProtocol"))
        .invoke(
            connector,
            loader
                .loadClass("org.apache.coyote.http2.Http2Protocol")
                .getConstructor()
                .newInstance());
  }

  /** A jar that the build has copied. */
  private static URL copied(String name) throws IOException {
    Path jar = Path.of("target", "tomcats", name);
    assert Files.exists(jar) : jar;
    return jar.toUri().toURL();
  }

  private static URL codeOf(String type) throws ClassNotFoundException {
    return Class.forName(type).getProtectionDomain().getCodeSource().getLocation();
  }

  private static void set(Object connector, String name, String value) throws Exception {
    connector
        .getClass()
        .getMethod("setProperty", String.class, String.class)
        .invoke(connector, name, value);
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public URI url() {
    try {
      Object connector = tomcat.getClass().getMethod("getConnector").invoke(tomcat);
      Object port = connector.getClass().getMethod("getLocalPort").invoke(connector);
      return URI.create("http://127.0.0.1:" + port + "/");
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /** That of the application as it is deployed now. */
  ClassLoader applicationLoader() throws ReflectiveOperationException {
    Object its = application.getClass().getMethod("getLoader").invoke(application);
    return (ClassLoader) its.getClass().getMethod("getClassLoader").invoke(its);
  }

  @Override
  public void redeploy() {
    try {
      application.getClass().getMethod("reload").invoke(application);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      tomcat.getClass().getMethod("stop").invoke(tomcat);
      tomcat.getClass().getMethod("destroy").invoke(tomcat);
      loader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}

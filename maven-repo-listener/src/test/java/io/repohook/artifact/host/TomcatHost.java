package io.repohook.artifact.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Tomcat with its WebDAV servlet, set up by a {@code web.xml} as an administrator would write it.
 *
 * <p>Tomcat 9 and 11 have the same class names, so each has a class loader of its own, and is
 * called by reflection.
 */
final class TomcatHost implements Host {
  private final URLClassLoader loader;
  private final Object tomcat;
  private final Path folder;

  private TomcatHost(URLClassLoader loader, Object tomcat, Path folder) {
    this.loader = loader;
    this.tomcat = tomcat;
    this.folder = folder;
  }

  /**
   * Starts one.
   *
   * @param api {@code jakarta} or {@code javax}
   */
  static TomcatHost start(String version, String api, Path folder, Path base, Path spool)
      throws Exception {
    return start(version, "", webXml(api, spool), folder, base);
  }

  /**
   * One with a servlet alone.
   *
   * @param servlet has at most inner classes besides
   * @param api {@code jakarta} or {@code javax}
   */
  static TomcatHost with(
      Class<?> servlet, String version, String api, String path, Path folder, Path base, Path spool)
      throws Exception {
    String inFolder = servlet.getPackageName().replace('.', '/');
    Path compiled = Path.of(codeOf(servlet.getName()).toURI()).resolve(inFolder);
    Path classes = Files.createDirectories(folder.resolve("WEB-INF/classes").resolve(inFolder));
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(compiled, servlet.getSimpleName() + "{,$*}.class")) {
      for (Path each : all) {
        Files.copy(each, classes.resolve(each.getFileName()));
      }
    }
    return start(version, path, oddXml(servlet.getName(), api, path, spool), folder, base);
  }

  private static TomcatHost start(
      String version, String path, String webXml, Path folder, Path base) throws Exception {
    Files.createDirectories(folder.resolve("WEB-INF"));
    Files.writeString(folder.resolve("WEB-INF").resolve("web.xml"), webXml);
    URLClassLoader loader =
        new URLClassLoader(
            new URL[] {
              copied("tomcat-" + version + ".jar"),
              copied("tomcat-" + version + "-annotations.jar"),
              codeOf("io.repohook.servlet.jakarta.RepohookFilter"),
              codeOf("io.repohook.spool.SpoolWriter")
            },
            ClassLoader.getPlatformClassLoader());
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      Class<?> urls =
          loader.loadClass("org.apache.catalina.webresources.TomcatURLStreamHandlerFactory");
      urls.getMethod("disable").invoke(null); // A JVM takes one such factory.
      Class<?> type = loader.loadClass("org.apache.catalina.startup.Tomcat");
      Object tomcat = type.getConstructor().newInstance();
      type.getMethod("setBaseDir", String.class).invoke(tomcat, base.toString());
      type.getMethod("setHostname", String.class).invoke(tomcat, "127.0.0.1");
      type.getMethod("setPort", int.class).invoke(tomcat, 0);
      Object connector = type.getMethod("getConnector").invoke(tomcat);
      set(connector, "address", "127.0.0.1");
      Object engine = type.getMethod("getEngine").invoke(tomcat);
      engine.getClass().getMethod("setParentClassLoader", ClassLoader.class).invoke(engine, loader);
      type.getMethod("setAddDefaultWebXmlToWebapp", boolean.class).invoke(tomcat, false);
      type.getMethod("addWebapp", String.class, String.class)
          .invoke(tomcat, path, folder.toString());
      type.getMethod("addUser", String.class, String.class).invoke(tomcat, "ci", "secret");
      type.getMethod("addRole", String.class, String.class).invoke(tomcat, "ci", "deployer");
      type.getMethod("start").invoke(tomcat);
      return new TomcatHost(loader, tomcat, folder);
    } finally {
      thread.setContextClassLoader(before);
    }
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

  private static String webXml(String api, Path spool) {
    return """
        <web-app version="3.1" metadata-complete="true">
          <filter>
            <filter-name>repohook</filter-name>
            <filter-class>io.repohook.servlet.%s.RepohookFilter</filter-class>
            <async-supported>true</async-supported>
            <init-param>
              <param-name>spool</param-name>
              <param-value>%s</param-value>
            </init-param>
            <init-param>
              <param-name>repositories</param-name>
              <param-value>releases=/releases/, private=/private/</param-value>
            </init-param>
          </filter>
          <filter-mapping>
            <filter-name>repohook</filter-name>
            <url-pattern>/*</url-pattern>
          </filter-mapping>
          <servlet>
            <servlet-name>webdav</servlet-name>
            <servlet-class>org.apache.catalina.servlets.WebdavServlet</servlet-class>
            <init-param>
              <param-name>readonly</param-name>
              <param-value>false</param-value>
            </init-param>
          </servlet>
          <servlet-mapping>
            <servlet-name>webdav</servlet-name>
            <url-pattern>/*</url-pattern>
          </servlet-mapping>
          <security-constraint>
            <web-resource-collection>
              <web-resource-name>private</web-resource-name>
              <url-pattern>/private/*</url-pattern>
            </web-resource-collection>
            <auth-constraint><role-name>deployer</role-name></auth-constraint>
          </security-constraint>
          <login-config><auth-method>BASIC</auth-method></login-config>
          <security-role><role-name>deployer</role-name></security-role>
        </web-app>
        """
        .formatted(api, spool);
  }

  private static String oddXml(String servlet, String api, String path, Path spool) {
    return """
        <web-app version="4.0" metadata-complete="true">
          <filter>
            <filter-name>repohook</filter-name>
            <filter-class>io.repohook.servlet.%s.RepohookFilter</filter-class>
            <async-supported>true</async-supported>
            <init-param>
              <param-name>spool</param-name>
              <param-value>%s</param-value>
            </init-param>
            <init-param>
              <param-name>repositories</param-name>
              <param-value>releases=%s/releases/</param-value>
            </init-param>
          </filter>
          <filter-mapping>
            <filter-name>repohook</filter-name>
            <url-pattern>/*</url-pattern>
          </filter-mapping>
          <servlet>
            <servlet-name>odd</servlet-name>
            <servlet-class>%s</servlet-class>
            <async-supported>true</async-supported>
          </servlet>
          <servlet-mapping>
            <servlet-name>odd</servlet-name>
            <url-pattern>/*</url-pattern>
          </servlet-mapping>
        </web-app>
        """
        .formatted(api, spool, path, servlet);
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

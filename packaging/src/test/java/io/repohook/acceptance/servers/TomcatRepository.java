package io.repohook.acceptance.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tomcat as a Maven repository: its own WebDAV servlet in two applications, {@code releases} and
 * {@code open}, its default servlet in a third, and our filter in front as the document says.
 */
public final class TomcatRepository {
  private static final String WEBDAV = servlet("WebdavServlet", "/*");
  private static final String DEFAULT = servlet("DefaultServlet", "/");

  private static final List<String> APPLICATIONS =
      Stream.concat(ServletHost.REPOSITORIES.stream(), Stream.of(ServletHost.PLAIN)).toList();

  private TomcatRepository() {}

  private static String servlet(String name, String pattern) {
    return """
      <servlet>
        <servlet-name>files</servlet-name>
        <servlet-class>org.apache.catalina.servlets.%s</servlet-class>
        <init-param>
          <param-name>readonly</param-name>
          <param-value>false</param-value>
        </init-param>
      </servlet>
      <servlet-mapping>
        <servlet-name>files</servlet-name>
        <url-pattern>%s</url-pattern>
      </servlet-mapping>
      """
        .formatted(name, pattern);
  }

  /** Tomcat 11, with the filter in front of all its applications. */
  public static WebRepository ofJakarta(ServletHost host, Page document) {
    Path home = host.install("apache-tomcat-11");
    host.follow(document.section("Tomcat"), home, home);
    String filter = host.here(document.section("web.xml").file("xml"));
    edit(home.resolve("conf/web.xml"), "(<web-app[^>]*>)", "$1\n" + filter);
    return start(host, home, "");
  }

  /** Tomcat 9, with the filter in each application. */
  public static WebRepository ofJavax(ServletHost host, Page document) {
    Path home = host.install("apache-tomcat-9");
    for (String each : APPLICATIONS) {
      Path lib = host.files(each).resolve("WEB-INF/lib");
      Script.run("install -d %1$s && cp %2$s %1$s".formatted(lib, host.jar()));
    }
    String filter = host.here(document.section("web.xml").file("xml"));
    return start(host, home, filter.replace("servlet.jakarta", "servlet.javax"));
  }

  private static WebRepository start(ServletHost host, Path home, String filter) {
    int port = Daemon.freePort();
    Path server = home.resolve("conf/server.xml");
    edit(server, "\"8005\"", "\"-1\""); // The port that one sends SHUTDOWN to.
    edit(server, "port=\"8080\"", "address=\"127.0.0.1\" port=\"%d\"".formatted(port));
    edit(
        home.resolve("conf/tomcat-users.xml"),
        "(?=</tomcat-users>)",
        "<user username=\"%s\" password=\"%s\" roles=\"%s\"/>\n"
            .formatted(WebRepository.USER, WebRepository.PASSWORD, ServletHost.ROLE));
    Script.run("rm -r %s/webapps/*".formatted(home)); // What it shows newcomers.
    for (String each : APPLICATIONS) {
      String lock = each.equals("releases") ? ServletHost.locked() : "";
      String servlet = each.equals(ServletHost.PLAIN) ? DEFAULT : WEBDAV;
      ServletHost.write(
          host.files(each).resolve("WEB-INF/web.xml"),
          "<web-app version=\"4.0\">\n" + filter + servlet + lock + "</web-app>\n");
      ServletHost.write(
          home.resolve("conf/Catalina/localhost").resolve(each + ".xml"),
          "<Context docBase=\"%s\"/>\n".formatted(host.files(each)));
    }
    return host.start(port, "sh", home.resolve("bin/catalina.sh").toString(), "run");
  }

  private static void edit(Path file, String pattern, String replacement) {
    try {
      String text = Files.readString(file);
      String edited = text.replaceFirst(pattern, replacement);
      if (edited.equals(text)) {
        throw new AssertionError("no " + pattern + " in " + file);
      }
      Files.writeString(file, edited);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

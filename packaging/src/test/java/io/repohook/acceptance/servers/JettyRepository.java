package io.repohook.acceptance.servers;

import io.repohook.artifact.embedded.FolderServlet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Jetty as a Maven repository: {@link FolderApplication}, deployed as {@code releases} and as
 * {@code open}, and our filter in front as the document says.
 */
public final class JettyRepository {
  private static final String DOCTYPE =
      """
      <!DOCTYPE Configure PUBLIC "-//Jetty//Configure//EN" "https://jetty.org/configure_10_0.dtd">
      """;

  private static final String REALM =
      DOCTYPE
          + """
      <Configure id="Server" class="org.eclipse.jetty.server.Server">
        <Call class="org.eclipse.jetty.util.resource.ResourceFactory" name="root">
          <Call id="users" name="newResource"><Arg>%s</Arg></Call>
        </Call>
        <Call name="addBean">
          <Arg>
            <New class="org.eclipse.jetty.security.HashLoginService">
              <Set name="name">releases</Set>
              <Set name="config"><Ref refid="users"/></Set>
            </New>
          </Arg>
        </Call>
      </Configure>
      """;

  private static final String CONTEXT =
      DOCTYPE
          + """
      <Configure class="org.eclipse.jetty.ee11.webapp.WebAppContext">
        <Set name="contextPath">/%1$s</Set>
        <Set name="war">%2$s</Set>
        <Call name="setInitParameter"><Arg>folder</Arg><Arg>%3$s</Arg></Call>
      %4$s
      </Configure>
      """;

  private JettyRepository() {}

  /** Jetty 12. */
  public static WebRepository start(ServletHost host, Page document) {
    Path home = host.install("jetty-home-12");
    Path base = host.folder().resolve("base");
    Path jar = home.resolve("start.jar");
    Script.run(
        "mkdir %1$s && java -jar %2$s jetty.base=%1$s --add-modules=http,ee11-deploy"
            .formatted(base, jar));
    host.follow(document.section("Jetty"), home, base);
    Path users = base.resolve("etc/users.properties");
    ServletHost.write(
        users,
        "%s: %s,%s\n".formatted(WebRepository.USER, WebRepository.PASSWORD, ServletHost.ROLE));
    Path realm = base.resolve("etc/realm.xml");
    ServletHost.write(realm, REALM.formatted(users));
    String filter = host.here(document.section("Jetty").file("xml"));
    for (String each : ServletHost.REPOSITORIES) {
      Path application = host.folder().resolve("applications").resolve(each);
      String lock = each.equals("releases") ? ServletHost.locked() : "";
      ServletHost.write(
          application.resolve("WEB-INF/web.xml"),
          """
          <web-app version="4.0">
            <listener><listener-class>%s</listener-class></listener>
            %s
          </web-app>
          """
              .formatted(FolderApplication.class.getName(), lock));
      copy(FolderApplication.class, application.resolve("WEB-INF/classes"));
      copy(MovingServlet.class, application.resolve("WEB-INF/classes"));
      copy(FolderServlet.class, application.resolve("WEB-INF/classes"));
      ServletHost.write(
          base.resolve("webapps").resolve(each + ".xml"),
          CONTEXT.formatted(each, application, host.files(each), filter));
    }
    int port = Daemon.freePort();
    List<String> command = new ArrayList<>(ServletHost.java());
    command.addAll(List.of("-jar", jar.toString(), "jetty.base=" + base));
    command.addAll(
        List.of("jetty.http.host=127.0.0.1", "jetty.http.port=" + port, realm.toString()));
    return host.start(port, command.toArray(String[]::new));
  }

  private static void copy(Class<?> type, Path classes) {
    String name = type.getName().replace('.', '/') + ".class";
    Path file = classes.resolve(name);
    try (InputStream from = type.getClassLoader().getResourceAsStream(name)) {
      Files.createDirectories(file.getParent());
      Files.copy(Objects.requireNonNull(from), file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

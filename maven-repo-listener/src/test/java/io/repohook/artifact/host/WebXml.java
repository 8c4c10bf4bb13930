package io.repohook.artifact.host;

import java.nio.file.Path;

/** The {@code web.xml} of an application, as an administrator would write it. */
final class WebXml {
  private static final String EVERYTHING =
      """
        <dispatcher>REQUEST</dispatcher>
        <dispatcher>FORWARD</dispatcher>
        <dispatcher>INCLUDE</dispatcher>
        <dispatcher>ASYNC</dispatcher>
        <dispatcher>ERROR</dispatcher>
      """;

  private WebXml() {}

  /** Tomcat's WebDAV servlet, and a login for what is private. */
  static String ofFolder(String api, Path spool) {
    return of(
        filter(api, spool, "releases=/releases/, private=/private/", ""),
        """
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
        """);
  }

  /** A servlet for everything, its error page too. */
  static String ofServlet(Class<?> servlet, String api, String path, Path spool) {
    return of(
        filter(api, spool, "releases=" + path + "/releases/", EVERYTHING),
        """
        <servlet>
          <servlet-name>servlet</servlet-name>
          <servlet-class>%s</servlet-class>
          <async-supported>true</async-supported>
        </servlet>
        <servlet-mapping>
          <servlet-name>servlet</servlet-name>
          <url-pattern>/*</url-pattern>
        </servlet-mapping>
        <error-page>
          <location>%s</location>
        </error-page>
        """
            .formatted(servlet.getName(), Host.ERROR_PAGE));
  }

  private static String of(String... parts) {
    return "<web-app version=\"4.0\" metadata-complete=\"true\">\n%s</web-app>\n"
        .formatted(String.join("", parts));
  }

  private static String filter(String api, Path spool, String repositories, String dispatchers) {
    return """
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
            <param-value>%s</param-value>
          </init-param>
        </filter>
        <filter-mapping>
          <filter-name>repohook</filter-name>
          <url-pattern>/*</url-pattern>
        %s</filter-mapping>
        """
        .formatted(api, spool, repositories, dispatchers);
  }
}

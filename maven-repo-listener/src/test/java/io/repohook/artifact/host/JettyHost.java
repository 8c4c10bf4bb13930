package io.repohook.artifact.host;

import io.repohook.artifact.embedded.FolderServlet;
import io.repohook.servlet.jakarta.RepohookFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.servlet.security.ConstraintMapping;
import org.eclipse.jetty.ee11.servlet.security.ConstraintSecurityHandler;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.security.Constraint;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.security.authentication.BasicAuthenticator;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.security.Credential;

/** Jetty. It has no servlet of its own that takes files, so ours is used, and moves besides. */
record JettyHost(Server server, ServletContextHandler context, Path folder) implements Host {

  static JettyHost start(Path folder, Path spool) throws Exception {
    ServletContextHandler context = context(new MovingServlet(folder), "/", folder);
    context.setSecurityHandler(security());
    String repositories = "releases=/releases/, private=/private/";
    return start(context, filter(spool, repositories), EnumSet.of(DispatcherType.REQUEST), folder);
  }

  /** One with a servlet alone. */
  static JettyHost with(Class<?> servlet, String path, Path folder, Path spool) throws Exception {
    ServletContextHandler context = new ServletContextHandler(path);
    ServletHolder holder = new ServletHolder("servlet", servlet.asSubclass(HttpServlet.class));
    holder.setAsyncSupported(true);
    context.addServlet(holder, "/*");
    ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
    errors.addErrorPage(ErrorPageErrorHandler.GLOBAL_ERROR_PAGE, ERROR_PAGE);
    context.setErrorHandler(errors);
    FilterHolder filter = filter(spool, "releases=" + path + "/releases/");
    return start(context, filter, EnumSet.allOf(DispatcherType.class), folder);
  }

  /**
   * One that serves {@code releases} by a servlet of its own.
   *
   * @param more init-params of the filter
   */
  static JettyHost with(FolderServlet servlet, Path folder, Path spool, Map<String, String> more)
      throws Exception {
    FilterHolder filter = filter(spool, "releases=/releases/");
    more.forEach(filter::setInitParameter);
    return start(context(servlet, "/", folder), filter, EnumSet.of(DispatcherType.REQUEST), folder);
  }

  private static ServletContextHandler context(FolderServlet servlet, String path, Path folder) {
    ServletContextHandler context = new ServletContextHandler(path);
    context.setBaseResourceAsPath(folder);
    ServletHolder files = new ServletHolder("files", servlet);
    files.setInitParameter("dirAllowed", "false");
    files.setAsyncSupported(true);
    context.addServlet(files, "/");
    return context;
  }

  private static FilterHolder filter(Path spool, String repositories) {
    FilterHolder filter = new FilterHolder(new RepohookFilter());
    filter.setInitParameter("spool", spool.toString());
    filter.setInitParameter("repositories", repositories);
    filter.setAsyncSupported(true);
    return filter;
  }

  private static JettyHost start(
      ServletContextHandler context, FilterHolder filter, Set<DispatcherType> types, Path folder)
      throws Exception {
    context.addFilter(filter, "/*", EnumSet.copyOf(types));
    Server server = new Server();
    HttpConfiguration http = new HttpConfiguration();
    ServerConnector connector =
        new ServerConnector(
            server, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    // An answer reaches its client a moment before the filter has told of it.
    server.setHandler(new GracefulHandler(context));
    server.setStopTimeout(10_000);
    server.start();
    return new JettyHost(server, context, folder);
  }

  private static ConstraintSecurityHandler security() {
    UserStore users = new UserStore();
    users.addUser("ci", Credential.getCredential("secret"), new String[] {"deployer"});
    HashLoginService login = new HashLoginService("repository");
    login.setUserStore(users);
    ConstraintMapping mapping = new ConstraintMapping();
    mapping.setPathSpec("/private/*");
    mapping.setConstraint(Constraint.from("deployer"));
    ConstraintSecurityHandler security = new ConstraintSecurityHandler();
    security.setLoginService(login);
    security.setAuthenticator(new BasicAuthenticator());
    security.addConstraintMapping(mapping);
    return security;
  }

  @Override
  public URI url() {
    return server.getURI();
  }

  @Override
  public void redeploy() {
    LifeCycle.stop(context);
    LifeCycle.start(context);
  }

  @Override
  public void close() {
    LifeCycle.stop(server);
  }

  /** Moves and copies a file inside the folder, as WebDAV has it. */
  private static final class MovingServlet extends FolderServlet {
    private static final long serialVersionUID = 1;
    private final transient Path folder;

    MovingServlet(Path folder) {
      super(folder);
      this.folder = folder;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException {
      String method = request.getMethod();
      if (!method.equals("MOVE") && !method.equals("COPY")) {
        super.service(request, response);
        return;
      }
      Path from = folder.resolve(request.getServletPath().substring(1));
      Path to = folder.resolve(URI.create(request.getHeader("Destination")).getPath().substring(1));
      if (method.equals("MOVE")) {
        Files.move(from, to);
      } else {
        Files.copy(from, to);
      }
      response.setStatus(HttpServletResponse.SC_CREATED);
    }
  }
}

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
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.servlet.security.ConstraintMapping;
import org.eclipse.jetty.ee11.servlet.security.ConstraintSecurityHandler;
import org.eclipse.jetty.security.Constraint;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.security.authentication.BasicAuthenticator;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.security.Credential;

/** Jetty. It has no servlet of its own that takes files, so ours is used, and moves besides. */
record JettyHost(Server server, Path folder) implements Host {

  static JettyHost start(Path folder, Path spool) throws Exception {
    ServletContextHandler context = new ServletContextHandler("/");
    context.setBaseResourceAsPath(folder);
    ServletHolder files = new ServletHolder("files", new MovingServlet(folder));
    files.setInitParameter("dirAllowed", "false");
    context.addServlet(files, "/");
    context.setSecurityHandler(security());
    return start(context, "releases=/releases/, private=/private/", folder, spool);
  }

  /** One with a servlet alone. */
  static JettyHost with(Class<? extends HttpServlet> type, String path, Path folder, Path spool)
      throws Exception {
    ServletContextHandler context = new ServletContextHandler(path);
    ServletHolder servlet = new ServletHolder("odd", type);
    servlet.setAsyncSupported(true);
    context.addServlet(servlet, "/*");
    return start(context, "releases=" + path + "/releases/", folder, spool);
  }

  private static JettyHost start(
      ServletContextHandler context, String repositories, Path folder, Path spool)
      throws Exception {
    FilterHolder filter = new FilterHolder(new RepohookFilter());
    filter.setInitParameters(Map.of("spool", spool.toString(), "repositories", repositories));
    filter.setAsyncSupported(true);
    context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    // An answer reaches its client a moment before the filter has told of it.
    server.setHandler(new GracefulHandler(context));
    server.setStopTimeout(10_000);
    server.start();
    return new JettyHost(server, folder);
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

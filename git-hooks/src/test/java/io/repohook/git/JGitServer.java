package io.repohook.git;

import io.repohook.git.host.SpoolingPostReceiveHook;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.security.Constraint;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.SecurityHandler;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.security.authentication.BasicAuthenticator;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.security.Credential;
import org.eclipse.jgit.http.server.GitServlet;
import org.eclipse.jgit.http.server.resolver.DefaultReceivePackFactory;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PostReceiveHook;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.resolver.FileResolver;
import org.eclipse.jgit.transport.resolver.ServiceNotAuthorizedException;
import org.eclipse.jgit.transport.resolver.ServiceNotEnabledException;

/**
 * A server of git repositories that is built on JGit: its servlet in Jetty, on the loopback
 * address. Below {@code /users/} it wants alice's password.
 */
final class JGitServer implements AutoCloseable {
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final UserStore users = new UserStore();

  private final Path repositories;

  /** Serves the repositories of a folder, with our hook before another. */
  JGitServer(Path repositories, Path spool, PostReceiveHook chained) throws Exception {
    this(repositories, new SpoolingPostReceiveHook(spool, chained));
  }

  /** Serves the repositories of a folder with that hook. */
  JGitServer(Path repositories, PostReceiveHook hook) throws Exception {
    this.repositories = repositories;
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    users.addUser("alice", Credential.getCredential("secret"), new String[] {"pusher"});
    GitServlet servlet = new GitServlet();
    servlet.setRepositoryResolver(new FileResolver<>(repositories.toFile(), true));
    servlet.setReceivePackFactory(
        new DefaultReceivePackFactory() {
          @Override
          public ReceivePack create(HttpServletRequest request, Repository repository)
              throws ServiceNotEnabledException, ServiceNotAuthorizedException {
            ReceivePack push = super.create(request, repository);
            push.setPostReceiveHook(hook);
            return push;
          }
        });
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(new ServletHolder(servlet), "/git/*");
    context.addServlet(new ServletHolder(servlet), "/users/*");
    SecurityHandler.PathMapped security = new SecurityHandler.PathMapped();
    security.put("/users/*", Constraint.ANY_USER);
    security.setAuthenticator(new BasicAuthenticator());
    HashLoginService login = new HashLoginService("git");
    login.setUserStore(users);
    security.setLoginService(login);
    context.setSecurityHandler(security);
    server.setHandler(context);
    users.start();
    server.start();
  }

  /** Where anybody may push to a repository whose configuration allows it. */
  String url(String repository) {
    return "http://127.0.0.1:%d/git/%s".formatted(connector.getLocalPort(), repository);
  }

  /** Where alice pushes. */
  String urlOfAlice(String repository) {
    return "http://alice:secret@127.0.0.1:%d/users/%s"
        .formatted(connector.getLocalPort(), repository);
  }

  /** Where a repository lies. */
  Path folder(String repository) {
    return repositories.resolve(repository);
  }

  @Override
  public void close() {
    LifeCycle.stop(server);
    LifeCycle.stop(users);
  }
}

package io.repohook.acceptance.servers;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import java.nio.file.Path;

/**
 * A web application for Jetty that serves a folder, with the servlet of our own embedded repository
 * and MOVE besides: Jetty has none that takes files. Which folder, its init parameter {@link
 * #FOLDER} says.
 */
public final class FolderApplication implements ServletContextListener {
  static final String FOLDER = "folder";

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    ServletRegistration.Dynamic files =
        context.addServlet("files", new MovingServlet(Path.of(context.getInitParameter(FOLDER))));
    files.setInitParameter("baseResource", context.getInitParameter(FOLDER));
    files.setInitParameter("dirAllowed", "false");
    files.setInitParameter("etags", "true");
    files.setAsyncSupported(true);
    files.addMapping("/");
  }
}

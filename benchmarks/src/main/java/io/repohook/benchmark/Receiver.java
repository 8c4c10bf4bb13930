package io.repohook.benchmark;

import java.io.OutputStream;
import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * Answers 204 to everything, as fast as it can or after so many milliseconds as its argument says;
 * prints its port and stays until its input ends.
 */
final class Receiver {
  private Receiver() {}

  public static void main(String[] args) throws Exception {
    long after = args.length == 0 ? 0 : Long.parseLong(args[0]);
    Executor slowly = CompletableFuture.delayedExecutor(after, TimeUnit.MILLISECONDS);
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
    server.addConnector(connector);
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            response.setStatus(204);
            request.consumeAvailable();
            if (after == 0) {
              callback.succeeded();
            } else {
              slowly.execute(callback::succeeded);
            }
            return true;
          }
        });
    server.start();
    System.out.println(connector.getLocalPort());
    System.in.transferTo(OutputStream.nullOutputStream());
    server.stop();
  }
}

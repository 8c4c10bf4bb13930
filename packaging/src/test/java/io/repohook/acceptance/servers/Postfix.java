package io.repohook.acceptance.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Debian's Postfix with a configuration, queue and data of its own; the machine's is left alone. It
 * takes mail for {@code dev@example.com} over STARTTLS alone, and knows nobody else.
 */
public final class Postfix implements AutoCloseable {
  /** As long as anything takes on a busy machine. */
  private static final long PATIENCE_SECONDS = 60;

  private static final String MAIN =
      """
      compatibility_level = 3.6
      queue_directory = FOLDER/spool
      data_directory = FOLDER/data
      maillog_file = /dev/stdout
      inet_interfaces = 127.0.0.1
      inet_protocols = ipv4
      myhostname = mail.example.com
      mynetworks = 127.0.0.0/8
      mydestination =
      virtual_mailbox_domains = example.com
      virtual_mailbox_base = FOLDER/mail
      virtual_mailbox_maps = inline:{ dev@example.com=dev/ }
      virtual_uid_maps = static:65534
      virtual_gid_maps = static:65534
      default_transport = error:no mail leaves this machine
      smtpd_tls_security_level = encrypt
      smtpd_tls_cert_file = FOLDER/etc/cert.pem
      smtpd_tls_key_file = FOLDER/etc/key.pem
      """;

  private static final String MASTER =
      """
      127.0.0.1:%d inet n - n - - smtpd
      anvil unix - - n - 1 anvil
      bounce unix - - n - 0 bounce
      cleanup unix n - n - 0 cleanup
      defer unix - - n - 0 bounce
      error unix - - n - - error
      postlog unix-dgram n - n - 1 postlogd
      proxymap unix - - n - - proxymap
      qmgr unix n - n 300 1 qmgr
      retry unix - - n - - error
      rewrite unix - - n - - trivial-rewrite
      tlsmgr unix - - n 1000? 1 tlsmgr
      virtual unix - n n - - virtual
      """;

  private final Path folder;
  private final int port;
  private final Daemon daemon;

  private Postfix(Path folder, int port, Daemon daemon) {
    this.folder = folder;
    this.port = port;
    this.daemon = daemon;
  }

  /**
   * Starts it.
   *
   * @param folder made for its files; its accounts must be able to enter those above it
   */
  public static Postfix start(Path folder) {
    int port = Daemon.freePort();
    try {
      Files.createDirectories(folder);
      Script.in(folder)
          .succeeds(
              """
              mkdir etc spool data
              mkdir -p mail/dev/new mail/dev/cur mail/dev/tmp
              chmod 755 .
              chown postfix data
              chown -R nobody:nogroup mail
              openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost \
                -addext subjectAltName=DNS:localhost -keyout etc/key.pem -out etc/cert.pem
              """);
      Files.writeString(folder.resolve("etc/main.cf"), MAIN.replace("FOLDER", folder.toString()));
      Files.writeString(folder.resolve("etc/master.cf"), MASTER.formatted(port));
      Daemon daemon =
          Daemon.start(
              folder.resolve("log"),
              List.of("postfix", "-c", folder.resolve("etc").toString(), "start-fg"),
              () -> Daemon.listens(port));
      return new Postfix(folder, port, daemon);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return port;
  }

  /** Its certificate, which it signed itself, for {@code localhost}. */
  public Path certificate() {
    return folder.resolve("etc/cert.pem");
  }

  /** The mails in the one mailbox once there are so many. */
  public List<Path> awaitMails(int count) {
    Path box = folder.resolve("mail/dev/new");
    try (WatchService arrivals = FileSystems.getDefault().newWatchService()) {
      box.register(arrivals, StandardWatchEventKinds.ENTRY_CREATE);
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      List<Path> mails = mails(box);
      while (mails.size() < count) {
        var arrival = arrivals.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (arrival == null) {
          throw new AssertionError(mails + " is all that came; it said\n" + daemon.said());
        }
        arrival.pollEvents();
        arrival.reset();
        mails = mails(box);
      }
      return mails;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Path> mails(Path box) throws IOException {
    try (Stream<Path> files = Files.list(box)) {
      return files.sorted().toList();
    }
  }

  /** Its master is another process than the command that started it. */
  @Override
  public void close() {
    Script.in(folder).ends("postfix -c '" + folder.resolve("etc") + "' stop");
    daemon.close();
  }
}

package io.repohook.channel.email;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for a mail server that answers as a test says, and keeps what it was told. It knows
 * just enough of SMTP for one mail after the other.
 */
final class RawMailServer implements AutoCloseable {
  /** What is asked for its answer before the first command. */
  static final String GREETING = "GREETING";

  /** What is asked for its answer after the mail's last byte. */
  static final String DOT = ".";

  /** Instead of an answer: the connection ends. */
  static final String CLOSE = "close";

  /** Instead of an answer: nothing, until the client gives up. */
  static final String SILENCE = "silence";

  /** Decides what is answered. */
  @FunctionalInterface
  interface Answers {
    /** The lines to answer, or null for what a server that takes everything says. */
    @Nullable String to(String command);
  }

  private final ServerSocket listening;
  private final @Nullable SSLSocketFactory startTls;
  private final Answers answers;
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final List<String> mails = new CopyOnWriteArrayList<>();

  /**
   * @param startTls changes a connection to TLS; null where STARTTLS is not offered
   */
  RawMailServer(ServerSocketFactory sockets, @Nullable SSLSocketFactory startTls, Answers answers)
      throws IOException {
    this.listening = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.startTls = startTls;
    this.answers = answers;
    Thread thread = new Thread(this::accept, "raw mail server");
    thread.setDaemon(true);
    thread.start();
  }

  RawMailServer(Answers answers) throws IOException {
    this(ServerSocketFactory.getDefault(), null, answers);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** Every command of every connection, in order; of a login only its first line. */
  List<String> commands() {
    return List.copyOf(commands);
  }

  /** The mails that were sent to their end, as they came, taken or not. */
  List<String> mails() {
    return List.copyOf(mails);
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        Thread thread = new Thread(() -> serve(client), "raw mail connection");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        return; // It is closed.
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      converse(client, true);
    } catch (IOException e) {
      // The client went away.
    }
  }

  private void converse(Socket client, boolean greets) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
    if (greets && !answer(client, GREETING, "220 mail.example.com ESMTP")) {
      return;
    }
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      commands.add(line);
      if (line.equals("STARTTLS") && startTls != null) {
        say(client, "220 go ahead");
        SSLSocket encrypted =
            (SSLSocket) startTls.createSocket(client, "client", client.getPort(), true);
        encrypted.setUseClientMode(false);
        converse(encrypted, false);
        return;
      }
      if (line.equals("QUIT") || !answer(client, line, usual(line, client))) {
        return;
      }
      if (line.equals("DATA") && (answers.to(line) == null)) {
        mails.add(mail(in));
        if (!answer(client, DOT, "250 2.0.0 queued")) {
          return;
        }
      }
    }
  }

  private String usual(String command, Socket client) {
    if (command.startsWith("EHLO")) {
      boolean offers = startTls != null && !(client instanceof SSLSocket);
      return "250-mail.example.com\r\n" + (offers ? "250-STARTTLS\r\n" : "") + "250 AUTH PLAIN";
    }
    if (command.startsWith("AUTH")) {
      return "235 welcome";
    }
    return command.equals("DATA") ? "354 go on" : "250 ok";
  }

  private static String mail(BufferedReader in) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
      lines.add(line.startsWith(".") ? line.substring(1) : line);
    }
    return String.join("\r\n", lines) + "\r\n";
  }

  /** Whether the conversation goes on. */
  private boolean answer(Socket client, String to, String usual) throws IOException {
    String answer = answers.to(to);
    if (CLOSE.equals(answer)) {
      return false;
    }
    if (SILENCE.equals(answer)) {
      return client.getInputStream().read() >= 0;
    }
    say(client, answer == null ? usual : answer);
    return true;
  }

  private static void say(Socket client, String text) throws IOException {
    client.getOutputStream().write((text + "\r\n").getBytes(ISO_8859_1));
    client.getOutputStream().flush();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}

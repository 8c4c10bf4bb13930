package io.repohook.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The life of a repository's host, from its start to its death, and what its one client did in it:
 * one request after the other, until the host does not answer.
 */
final class HostLife {
  /** A hundred requests a second. */
  private static final int MILLISECONDS_A_STEP = 10;

  /** Stands for one where uploads have their path. */
  private static final String A_DOWNLOAD = "a download";

  private static final int ONE_UPLOAD_IN = 4;
  private static final int ONE_ABORT_IN = 50;

  /** More than fits between a server and a client that is gone. */
  private static final int LARGE = 20_000_000;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ScheduledExecutorService client = Executors.newSingleThreadScheduledExecutor();
  private final FilteredRepository host;
  private final String folder;
  private final Random traffic;
  private final Future<?> load;

  /** What the client was answered, in order: the path of an upload, or a download. */
  private final List<String> done = new ArrayList<>();

  /** The request that was not answered: nobody knows what became of it. */
  private String open = "";

  private boolean killed;

  private HostLife(FilteredRepository host, int number, Random traffic) {
    this.host = host;
    this.folder = "life-" + number;
    this.traffic = traffic;
    upload(counted(), 10);
    upload(large(), LARGE);
    this.load =
        client.scheduleAtFixedRate(this::step, 0, MILLISECONDS_A_STEP, TimeUnit.MILLISECONDS);
  }

  /** Starts a host, and the client with it. */
  static HostLife begin(Path files, Path spool, int number, long seed) {
    return new HostLife(FilteredRepository.start(files, spool), number, new Random(seed));
  }

  /** The path of the file that is downloaded. */
  String counted() {
    return folder + "/counted.zip";
  }

  /** That of the file whose downloads are all broken off. */
  private String large() {
    return folder + "/large.zip";
  }

  private void step() {
    if (traffic.nextInt(ONE_ABORT_IN) == 0) {
      abort();
    } else if (traffic.nextInt(ONE_UPLOAD_IN) == 0) {
      upload(folder + "/" + done.size() + ".zip", 5);
    } else {
      download();
    }
  }

  private void upload(String path, int size) {
    open = path;
    answered(path, 201, HttpRequest.newBuilder().PUT(BodyPublishers.ofByteArray(new byte[size])));
    done.add(path);
    open = "";
  }

  private void download() {
    open = A_DOWNLOAD;
    answered(counted(), 200, HttpRequest.newBuilder().GET());
    done.add(A_DOWNLOAD);
    open = "";
  }

  /** An exception ends the client: there are no further steps. */
  private void answered(String path, int status, HttpRequest.Builder request) {
    HttpRequest whole = request.uri(host.url().resolve("/releases/" + path)).build();
    HttpResponse<byte[]> answer = http.sendAsync(whole, BodyHandlers.ofByteArray()).join();
    assertThat(answer.statusCode()).isEqualTo(status);
  }

  /** Begins a download and is gone. */
  private void abort() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), host.url().getPort())) {
      socket.setSoLinger(true, 0);
      socket
          .getOutputStream()
          .write(
              "GET /releases/%s HTTP/1.1\r\nHost: x\r\n\r\n"
                  .formatted(large())
                  .getBytes(ISO_8859_1));
      socket.getInputStream().readNBytes(1000);
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  /** {@code kill -9}, in the middle of whatever the client does. */
  void kill() {
    killed = killed || host.program().isAlive();
    host.program().kill();
    stop();
  }

  /** The client stops, and then the host as a service manager asks. */
  void end() {
    stop();
    assertThat(load.isCancelled()).as("no step has failed").isTrue();
    host.program().terminate();
  }

  private void stop() {
    client.shutdown();
    try {
      assertThat(client.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Checks what was told of this life.
   *
   * @param all the uploads that were told, of all lives
   * @param downloads how many were counted
   * @return how many of the uploads are of this one
   */
  int check(List<String> all, long downloads) {
    List<String> happened = new ArrayList<>(done);
    if (!open.isEmpty()) {
      happened.add(open);
    }
    List<String> uploads = happened.stream().filter(each -> !each.equals(A_DOWNLOAD)).toList();
    List<String> told = all.stream().filter(each -> each.startsWith(folder + "/")).toList();
    assertThat(uploads.subList(0, Math.min(told.size(), uploads.size())))
        .as("told of %s", folder)
        .hasSameElementsAs(told);
    if (killed) {
      assertThat(downloads)
          .as("downloads counted in %s", folder)
          .isBetween(before(told.size(), happened), before(told.size() + 1, happened));
    } else {
      assertThat(open).isEmpty();
      assertThat(told).hasSameSizeAs(uploads);
      assertThat(downloads).isEqualTo(happened.size() - uploads.size());
    }
    System.out.printf(
        "%s, %s: %d of %d uploads told, %d of %d downloads counted%n",
        folder,
        killed ? "killed" : "ended",
        told.size(),
        uploads.size(),
        downloads,
        happened.size() - uploads.size());
    return told.size();
  }

  /** How many downloads came before that upload, counted from one; all if there are not so many. */
  private static long before(int upload, List<String> happened) {
    int uploads = 0;
    long downloads = 0;
    for (String each : happened) {
      if (each.equals(A_DOWNLOAD)) {
        downloads++;
      } else if (++uploads >= upload) {
        return downloads;
      }
    }
    return downloads;
  }
}

package io.repohook.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A repository of artifacts that the server itself serves, and a deploy by a real Maven. */
final class Artifacts implements Part {
  /** The repository's name. */
  static final String REPOSITORY = "demo-releases";

  private static final String POM = "pom.xml";
  private static final String FILE = "rocket-1.0.jar";
  private static final String COMPONENT = "com/example/rocket/";
  private static final String JAR = COMPONENT + "1.0/" + FILE;

  private static final Map<Way, Integer> ALL =
      Map.of(Way.JSON, 1, Way.SLACK, 1, Way.TEAMS, 1, Way.MAIL, 1);

  private final DataFolder data;
  private final Receiver receiver;
  private final Supplier<URI> url;
  private final Optional<Maven> maven;
  private final BooleanSupplier stopping;
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * The part, at rest.
   *
   * @param url where the server serves the repository; asked once it runs
   * @param stopping whether whoever runs this has had enough
   */
  Artifacts(
      DataFolder data,
      Receiver receiver,
      Supplier<URI> url,
      Map<String, String> environment,
      BooleanSupplier stopping) {
    this.data = data;
    this.receiver = receiver;
    this.url = url;
    this.maven = Maven.find(environment, Maven.LONGEST);
    this.stopping = stopping;
  }

  @Override
  public void prepare() throws IOException {
    data.repository(REPOSITORY, subscriptions());
    Path folder = Files.createDirectories(project());
    Files.writeString(
        folder.resolve(POM),
        """
        <project>
          <modelVersion>4.0.0</modelVersion>
          <groupId>com.example</groupId>
          <artifactId>rocket</artifactId>
          <version>1.0</version>
        </project>
        """);
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(folder.resolve(FILE)))) {
      jar.putNextEntry(new JarEntry("hello.txt"));
      jar.write("Hello, world.\n".getBytes(UTF_8));
      jar.closeEntry();
    }
  }

  private Path project() {
    return data.path().resolve("rocket");
  }

  private String subscriptions() {
    return """
        # What the repository %1$s tells, and whom.
        artifacts:
          embedded: {folder: %2$s, listen: 127.0.0.1:0}
        subscriptions:
          receiver:
            webhook: %3$s
            secret: "${file:%4$s}"        # secrets/%4$s, beside this folder
            events: [artifact.deployed, artifact.downloaded, artifact.deleted]
            digest: off                  # without it, downloads gather for an hour
          room: {slack: "%5$s", events: [artifact.deployed, artifact.deleted]}
          channel: {teams: "%6$s", events: [artifact.deployed, artifact.deleted]}
          people: {email: [dev@example.com], events: [artifact.deployed, artifact.deleted]}
        """
        .formatted(
            REPOSITORY,
            data.path().resolve("releases"),
            receiver.url(Way.JSON),
            DataFolder.SECRET,
            receiver.url(Way.SLACK),
            receiver.url(Way.TEAMS));
  }

  @Override
  public List<Step> steps() {
    String deploy = "mvn deploy:deploy-file -Durl=%s -DpomFile=" + POM + " -Dfile=" + FILE;
    return List.of(
        new Step(deploy.formatted(url.get()), this::deploy, ALL),
        new Step("curl -O " + url.get() + JAR, () -> send("GET", JAR), Map.of(Way.JSON, 1)),
        new Step("curl -X DELETE " + url.get() + COMPONENT, () -> send("DELETE", COMPONENT), ALL));
  }

  private List<String> deploy() throws IOException, InterruptedException {
    if (maven.isEmpty()) {
      return putAll("there is no Maven here");
    }
    try {
      maven.get().deploy(project(), POM, FILE, url.get().toString(), stopping);
      return List.of();
    } catch (IOException e) {
      String because = "Maven failed (" + e.getMessage() + ")";
      return stopping.getAsBoolean() ? List.of(because) : putAll(because);
    }
  }

  /** The files that Maven sends, in its order, less their checksums. */
  private List<String> putAll(String because) throws IOException, InterruptedException {
    put(COMPONENT + "1.0/rocket-1.0.pom", Files.readAllBytes(project().resolve(POM)));
    put(JAR, Files.readAllBytes(project().resolve(FILE)));
    put(COMPONENT + "maven-metadata.xml", new byte[0]);
    return List.of(because + ", so these are PUTs as Maven sends them");
  }

  private void put(String path, byte[] bytes) throws IOException, InterruptedException {
    request(HttpRequest.newBuilder(url.get().resolve(path)).PUT(BodyPublishers.ofByteArray(bytes)));
  }

  private List<String> send(String method, String path) throws IOException, InterruptedException {
    request(
        HttpRequest.newBuilder(url.get().resolve(path)).method(method, BodyPublishers.noBody()));
    return List.of();
  }

  private void request(HttpRequest.Builder builder) throws IOException, InterruptedException {
    HttpRequest request = builder.build();
    int status = http.send(request, BodyHandlers.discarding()).statusCode();
    if (status / 100 != 2) {
      throw new IOException(request.method() + " " + request.uri() + " answered " + status);
    }
  }
}

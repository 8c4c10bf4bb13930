package io.repohook.acceptance;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.acceptance.servers.WebRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What a subscription without filters is told of deploys to a server.
 *
 * <p>A delivery that was not answered in time is sent again, as is promised: at least once. It then
 * has the id that it had and says the same. Each event is in history once.
 */
record ToldDeploys(WebRepository server, RecordingReceiver receiver, Installation repohook) {

  /** Claims that each is told once, as it lies on the server's disk, and nothing else is. */
  void areWhole(List<Deploys> all) {
    int each = Deploys.REPOSITORIES.size() * all.get(0).said().size();
    List<Arrival> told = receiver.takeDeliveries(all.size() * each);
    for (Deploys deploys : all) {
      for (String repository : Deploys.REPOSITORIES) {
        List<Arrival> here = of(deploys, repository, told);
        assertThat(here.stream().map(ToldDeploys::say))
            .as("what Maven %s deployed to %s", deploys.maven(), repository)
            .containsExactlyInAnyOrderElementsOf(deploys.said());
        assertThat(here).allSatisfy(one -> isAsOnTheDisk(one, true));
      }
    }
    nothingElseIsTold(told);
  }

  /**
   * Claims that the release that each Maven deployed to some repositories, which ended when its
   * sources were sent, is told as stopped there, with all that was uploaded.
   */
  void areStopped(List<Deploys> all, List<String> repositories) {
    List<Arrival> told = receiver.takeDeliveries(all.size() * repositories.size());
    for (Deploys deploys : all) {
      for (String repository : repositories) {
        List<Arrival> here = of(deploys, repository, told);
        assertThat(here).as("what Maven %s deployed to %s", deploys.maven(), repository).hasSize(1);
        isAsOnTheDisk(here.get(0), false);
        assertThat(say(here.get(0))).startsWith("rocket:1.0 ").doesNotContain("-sources.jar");
        assertThat(paths(here.get(0)))
            .containsExactlyInAnyOrderElementsOf(uploaded(deploys, repository));
      }
    }
    nothingElseIsTold(told);
  }

  private static List<Arrival> of(Deploys deploys, String repository, List<Arrival> told) {
    return told.stream()
        .filter(each -> each.repository().equals(repository))
        .filter(each -> coordinates(each).path("group").asString().equals(deploys.group()))
        .toList();
  }

  /** What lies in a repository, without checksums and the file that was cut off. */
  private List<String> uploaded(Deploys deploys, String repository) {
    Path files = server.files(repository);
    try (Stream<Path> all = Files.walk(files.resolve(deploys.path()))) {
      return all.filter(Files::isRegularFile)
          .map(each -> files.relativize(each).toString())
          .filter(path -> !path.matches(".*\\.(md5|sha1)|.*-sources\\.jar"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was deployed, and how its files' names end, sorted. */
  private static String say(Arrival arrival) {
    String artifact = coordinates(arrival).path("artifact").asString();
    String version = coordinates(arrival).path("version").asString();
    return paths(arrival).stream()
        .map(path -> path.replaceFirst(".*/" + artifact + "-[0-9][^A-Za-z]*(?=[-.][a-z])", ""))
        .sorted()
        .collect(joining(" ", artifact + ":" + version + " ", ""));
  }

  private static JsonNode coordinates(Arrival arrival) {
    return arrival.data().path("coordinates");
  }

  private static List<String> paths(Arrival arrival) {
    return arrival
        .data()
        .path("files")
        .valueStream()
        .map(each -> each.path("path").asString())
        .toList();
  }

  private void isAsOnTheDisk(Arrival arrival, boolean complete) {
    String repository = arrival.repository();
    assertThat(arrival.type()).isEqualTo("artifact.deployed");
    assertThat(arrival.data().path("complete").asBoolean()).isEqualTo(complete);
    assertThat(arrival.actor())
        .isEqualTo((repository.equals("open") ? "" : WebRepository.USER) + " from 127.0.0.1");
    TreeMap<String, Long> sizes = new TreeMap<>();
    TreeMap<String, Long> onDisk = new TreeMap<>();
    for (JsonNode each : arrival.data().path("files")) {
      String path = each.path("path").asString();
      sizes.put(path, each.path("size").asLong());
      onDisk.put(path, size(server.files(repository).resolve(path)));
    }
    assertThat(sizes).isEqualTo(onDisk);
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Besides the deploys, history has one event for each of their files. */
  private void nothingElseIsTold(List<Arrival> deploys) {
    List<String> expected =
        Stream.concat(
                deploys.stream().map(each -> "artifact.deployed"),
                deploys.stream()
                    .flatMap(each -> paths(each).stream())
                    .map(path -> "artifact.uploaded " + path))
            .toList();
    assertThat(
            repohook.list("events", "--limit", "1000").stream()
                .map(
                    each -> {
                      String type = each.path("type").asString();
                      return type.equals("artifact.deployed")
                          ? type
                          : type + " " + each.path("subject").asString();
                    }))
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(receiver.deliveries()).hasSameSizeAs(deploys);
  }
}

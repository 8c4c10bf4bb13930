package io.repohook.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerSettingsTest {
  @TempDir Path folder;

  @Test
  void anEmptyFileGivesTheDefaults() {
    ServerSettings settings = read("");

    assertThat(settings.spool()).isEqualTo(Path.of("/var/spool/repohook"));
    assertThat(settings.store()).isEqualTo("sqlite:/var/lib/repohook/repohook.db");
    assertThat(settings.listen()).hasToString("127.0.0.1:8470");
    assertThat(settings.git().roots()).isEmpty();
    assertThat(settings.network().deny()).isEmpty();
    assertThat(settings.acceptFrom()).isEmpty();
    assertThat(settings.defaults().timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.defaults().retry())
        .hasSize(12)
        .startsWith(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2))
        .endsWith(
            Duration.ofHours(12), Duration.ofHours(24), Duration.ofHours(24), Duration.ofHours(24));
    assertThat(settings.retention())
        .isEqualTo(new Retention(Duration.ofDays(30), Duration.ofDays(90)));
    assertThat(settings.dispatch()).isEqualTo(new Dispatch(64, 8));
  }

  @Test
  void reconcileIsSwitchedOffByAWord() {
    assertThat(read("git: {grace: 1s}").git().reconcile()).contains(Duration.ofHours(1));
    assertThat(read("git: {reconcile: off}").git().reconcile()).isEmpty();
  }

  @Test
  void everyKeyIsRead() {
    ServerSettings settings =
        read(
            """
            spool: /spool
            store: sqlite:/store.db
            listen: 0.0.0.0:80
            git:
              roots: [/srv/git, /srv/more]
              grace: 5s
              reconcile: 1d
              limits: {commits: 1, files: 0, message: 80}
            network: {allow_http: [Jenkins.Internal], deny: [10.9.0.0/16], allow: [10.9.1.0/24]}
            accept_from: [nexus]
            defaults: {timeout: 2s, retry: [1s]}
            retention: {delivered: 1d, failed: 2d}
            dispatch: {concurrency: 6, per_endpoint: 2}
            """);

    assertThat(settings.spool()).isEqualTo(Path.of("/spool"));
    assertThat(settings.store()).isEqualTo("sqlite:/store.db");
    assertThat(settings.listen()).isEqualTo(new Listen("0.0.0.0", 80));
    assertThat(settings.git().roots()).containsExactly(Path.of("/srv/git"), Path.of("/srv/more"));
    assertThat(settings.git().grace()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.git().reconcile()).contains(Duration.ofDays(1));
    assertThat(settings.git().limits()).isEqualTo(new Git.Limits(1, 0, 80));
    assertThat(settings.network().allowHttp()).containsExactly("jenkins.internal");
    assertThat(settings.network().deny()).containsExactly(Cidr.parse("10.9.0.0/16"));
    assertThat(settings.network().allow()).containsExactly(Cidr.parse("10.9.1.0/24"));
    assertThat(settings.acceptFrom()).containsExactly("nexus");
    assertThat(settings.defaults())
        .isEqualTo(new Defaults(Duration.ofSeconds(2), List.of(Duration.ofSeconds(1))));
    assertThat(settings.retention())
        .isEqualTo(new Retention(Duration.ofDays(1), Duration.ofDays(2)));
    assertThat(settings.dispatch()).isEqualTo(new Dispatch(6, 2));
  }

  @Test
  void limitsThatAreNotNamedAreGenerous() {
    assertThat(read("git: {limits: {files: 7}}\n").git().limits())
        .isEqualTo(new Git.Limits(2_048, 7, 1_048_576));
  }

  @Test
  void relativePathsBeginInTheConfigurationFolder() {
    ServerSettings settings =
        read("spool: spool\nstore: sqlite:data/../store.db\ngit: {roots: git}\n");

    assertThat(settings.spool()).isEqualTo(folder.resolve("spool"));
    assertThat(settings.store()).isEqualTo("sqlite:" + folder.resolve("store.db"));
    assertThat(settings.git().roots()).containsExactly(folder.resolve("git"));
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:0,localhost,0",
    "'[::1]:8470',::1,8470",
    "hooks.example.com:65535,hooks.example.com,65535"
  })
  void listenIsAHostAndAPort(String written, String host, int port) {
    Listen listen = read("listen: \"" + written + "\"\n").listen();

    assertThat(listen).isEqualTo(new Listen(host, port)).hasToString(written);
  }

  @Test
  void anEmptyListOfRetriesMeansASingleAttempt() {
    assertThat(read("defaults: {retry: []}\n").defaults().retry()).isEmpty();
  }

  @Test
  void aSmallConcurrencyBoundsWhatOneEndpointGets() {
    assertThat(read("dispatch: {concurrency: 3}\n").dispatch()).isEqualTo(new Dispatch(3, 3));
  }

  private ServerSettings read(String yaml) {
    ConfigTree tree = ConfigFiles.in(folder, "@ repohook.yaml\n" + yaml).load();
    ServerSettings settings = ServerSettings.read(tree.server(), folder);
    assertThat(tree.problems().all()).isEmpty();
    return settings;
  }
}

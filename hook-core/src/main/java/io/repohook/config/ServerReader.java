package io.repohook.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Reads {@code repohook.yaml}. The defaults are those of the packaged service's own folders. */
final class ServerReader {
  private static final String SQLITE = "sqlite:";
  private static final Path SPOOL = Path.of("/var/spool/repohook");
  private static final String STORE = SQLITE + "/var/lib/repohook/repohook.db";
  private static final Listen LISTEN = new Listen("127.0.0.1", 8470);

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  // Four days in all: a receiver may be down over a long weekend.
  private static final List<Duration> RETRY =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(6),
          Duration.ofHours(12),
          Duration.ofHours(24),
          Duration.ofHours(24),
          Duration.ofHours(24));
  private static final Retention RETENTION =
      new Retention(Duration.ofDays(30), Duration.ofDays(90));
  private static final Duration RECONCILE = Duration.ofHours(1);

  // A hook that is held up for longer, by a disk or a debugger, is as good as one that failed.
  /** As many commits and files as GitHub lists; messages are longer only where data was pasted. */
  private static final Git.Limits LIMITS = new Git.Limits(2_048, 3_000, 1 << 20);

  /** What all refs of a push may list together is bounded besides, in characters and commits. */
  private static final Git.Limits MOST = new Git.Limits(16_384, 100_000, 8 << 20);

  private static final Git GIT =
      new Git(List.of(), Duration.ofSeconds(60), Optional.of(RECONCILE), LIMITS);
  // An attempt is mostly waiting; a single slow receiver takes an eighth of what there is.
  private static final Dispatch DISPATCH = new Dispatch(64, 8);
  private static final int MOST_AT_A_TIME = 4096;

  private final Section server;
  private final Path folder;

  ServerReader(Section server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  ServerSettings read() {
    ServerSettings settings =
        new ServerSettings(
            server.scalar("spool").flatMap(spool -> path(server, "spool", spool)).orElse(SPOOL),
            server.scalar("store").flatMap(this::store).orElse(STORE),
            server.scalar("listen").flatMap(this::listen).orElse(LISTEN),
            inside("git", this::git).orElse(GIT),
            inside("network", this::network)
                .orElseGet(() -> new Network(new LinkedHashSet<>(), List.of(), List.of())),
            new LinkedHashSet<>(server.texts("accept_from")),
            inside("defaults", this::defaults).orElseGet(() -> new Defaults(TIMEOUT, RETRY)),
            inside("retention", this::retention).orElse(RETENTION),
            inside("dispatch", this::dispatch).orElse(DISPATCH),
            inside("smtp", smtp -> new SmtpReader(smtp, folder).read()));
    server.finish();
    return settings;
  }

  private <T> Optional<T> inside(String key, Function<Section, T> read) {
    Optional<Section> section = server.section(key);
    Optional<T> settings = section.map(read);
    section.ifPresent(Section::finish);
    return settings;
  }

  private Optional<String> store(Scalar store) {
    if (store.value().startsWith("postgresql:")) {
      return server.wrong(
          "store", store, "this version stores in SQLite only", "write sqlite:PATH");
    }
    if (!store.value().startsWith(SQLITE) || store.value().length() == SQLITE.length()) {
      return server.wrong("store", store, "'" + store + "' is no store", "write sqlite:PATH");
    }
    String file = store.value().substring(SQLITE.length());
    return path(server, "store", new Scalar(file, store.written(), store.place()))
        .map(path -> SQLITE + path);
  }

  private Optional<Listen> listen(Scalar listen) {
    Optional<Listen> read = Listen.parse(listen.value());
    return read.isPresent()
        ? read
        : server.wrong(
            "listen", listen, "'" + listen + "' is no host and port", "write it as " + LISTEN);
  }

  private Git git(Section git) {
    return new Git(
        git.each("roots", root -> path(git, "roots", root)),
        positive(git, "grace", GIT.grace()),
        git.scalar("reconcile").map(Scalar::value).equals(Optional.of("off"))
            ? Optional.empty()
            : Optional.of(positive(git, "reconcile", RECONCILE)),
        git.section("limits").map(ServerReader::limits).orElse(LIMITS));
  }

  private static Git.Limits limits(Section limits) {
    Git.Limits read =
        new Git.Limits(
            limits.number("commits", 1, MOST.commits()).orElse(LIMITS.commits()),
            limits.number("files", 0, MOST.files()).orElse(LIMITS.files()),
            limits.number("message", 1, MOST.message()).orElse(LIMITS.message()));
    limits.finish();
    return read;
  }

  private Network network(Section network) {
    List<String> hosts = network.each("allow_http", host -> host(network, host));
    return new Network(
        new LinkedHashSet<>(hosts), ranges(network, "deny"), ranges(network, "allow"));
  }

  private static Optional<String> host(Section network, Scalar host) {
    return host.value().matches("[^/:\\s]+")
        ? Optional.of(host.value().toLowerCase(Locale.ROOT))
        : network.wrong(
            "allow_http",
            host,
            "'" + host + "' is no host name",
            "write the name alone, without scheme and port");
  }

  private static List<Cidr> ranges(Section network, String key) {
    return network.each(
        key,
        range -> {
          try {
            return Optional.of(Cidr.parse(range.value()));
          } catch (IllegalArgumentException e) {
            return network.wrong(
                key,
                range,
                "'" + range + "' is no range: " + e.getMessage(),
                "write it as 10.9.0.0/16 or fd00::/8");
          }
        });
  }

  private Defaults defaults(Section defaults) {
    List<Duration> retry = defaults.has("retry") ? defaults.durations("retry") : RETRY;
    return new Defaults(positive(defaults, "timeout", TIMEOUT), retry);
  }

  private Retention retention(Section retention) {
    return new Retention(
        positive(retention, "delivered", RETENTION.delivered()),
        positive(retention, "failed", RETENTION.failed()));
  }

  private Dispatch dispatch(Section dispatch) {
    int concurrency =
        dispatch.number("concurrency", 1, MOST_AT_A_TIME).orElse(DISPATCH.concurrency());
    int usual = Math.min(concurrency, DISPATCH.perEndpoint());
    return new Dispatch(concurrency, dispatch.number("per_endpoint", 1, concurrency).orElse(usual));
  }

  private static Duration positive(Section section, String key, Duration usual) {
    Duration duration = section.duration(key).orElse(usual);
    if (duration.isZero()) {
      section.problem(key, "no time at all", "write a duration above zero");
    }
    return duration;
  }

  private Optional<Path> path(Section section, String key, Scalar scalar) {
    try {
      if (!scalar.value().isEmpty()) {
        return Optional.of(folder.resolve(scalar.value()).normalize());
      }
    } catch (InvalidPathException e) {
      // told below, as an empty one is
    }
    return section.wrong(key, scalar, "'" + scalar + "' is no path", "write a path");
  }
}

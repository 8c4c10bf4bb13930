package io.repohook.server.explain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.http.HttpClients;
import io.repohook.event.Actor;
import io.repohook.event.EventType;
import io.repohook.event.Job;
import io.repohook.format.repohook.RepohookFormat;
import io.repohook.git.install.HookInstaller;
import io.repohook.intake.Intake;
import io.repohook.intake.IntakeLoop;
import io.repohook.job.JobFile;
import io.repohook.outbox.Delivery;
import io.repohook.outbox.Query;
import io.repohook.outbox.RecordedEvent;
import io.repohook.outbox.Store;
import io.repohook.route.Decision;
import io.repohook.route.Located;
import io.repohook.route.Router;
import io.repohook.server.Configuration;
import io.repohook.server.Flow;
import io.repohook.server.Stores;
import io.repohook.spool.Spool;
import io.repohook.spool.SpoolWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Real pushes and jobs through hook, spool and intake: what is explained is what is sent, for each
 * of many subscriptions.
 */
class ExplainerTest {
  private static final String ZERO = "0".repeat(40);

  private static final JsonMapper JSON = new JsonMapper();
  private static final RepohookFormat NATIVE = new RepohookFormat();

  @TempDir Path folder;
  private final Set<String> seen = new HashSet<>();
  private final HttpClients http = new HttpClients(1, InstantSource.system());
  private final Map<String, Set<String>> sent = new LinkedHashMap<>();
  private Configuration configuration;
  private Store store;
  private IntakeLoop loop;
  private Path spool;
  private Path work;
  private Explainer explainer;
  private Located ocean;
  private String author = "ann";

  @BeforeEach
  void setUp() throws Exception {
    Path bare = folder.resolve("git/ocean.git");
    work = folder.resolve("work");
    Files.createDirectories(bare.getParent());
    git(folder, "init", "-q", "--bare", "-b", "main", bare.toString());
    git(bare, "config", "receive.advertisePushOptions", "true");
    git(folder, "init", "-q", "-b", "main", work.toString());
    git(work, "remote", "add", "origin", bare.toString());
    configure();
    spool = Spool.create(configuration.server().spool()).folder();
    new HookInstaller(spool, new SpoolWriter(spool)).install(bare);
    store = Stores.open(configuration.server().store());
    Router router = new Router(() -> configuration.routes(), Set::of);
    Intake intake =
        new Intake(
            new Spool(spool),
            store.outbox(),
            router,
            Flow.sources(() -> configuration),
            () -> configuration.routes().names(),
            Set::of,
            InstantSource.system());
    loop =
        new IntakeLoop(
            new Spool(spool),
            intake,
            folder.resolve("locks"),
            InstantSource.system(),
            () -> {},
            () -> {});
    explainer = new Explainer(configuration, InstantSource.system());
    ocean = configuration.routes().names().named("ocean").orElseThrow();
    takeIn();
  }

  @AfterEach
  void close() throws IOException {
    loop.close();
    store.close();
    http.close();
  }

  private void configure() throws IOException {
    Path config = Files.createDirectories(folder.resolve("config"));
    Files.createDirectories(config.resolve("repositories"));
    Files.writeString(
        config.resolve("repohook.yaml"),
        "spool: ../spool\nstore: sqlite:../test.db\ngit: {roots: [%s]}\n"
            .formatted(folder.resolve("git")));
    StringBuilder yaml = new StringBuilder("subscriptions:\n");
    for (int i = 0; i < FilterCase.ALL.size(); i++) {
      String lines = FilterCase.ALL.get(i).lines();
      yaml.append(
          "  %s: {webhook: 'http://127.0.0.1:9/'%s}\n"
              .formatted(alias(i), lines.isEmpty() ? "" : ", " + lines));
    }
    Files.writeString(config.resolve("repositories/ocean.yaml"), yaml);
    configuration = Configuration.read(config, Map.of(), http, InstantSource.system());
    assertThat(configuration.problems().errors()).isEmpty();
  }

  private static String alias(int number) {
    return "c%02d".formatted(number);
  }

  private String git(Path where, String... words) throws Exception {
    return git(where, Map.of(), words);
  }

  private String git(Path where, Map<String, String> variables, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("GIT_"));
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    String name = author.equals("ann") ? "Ann" : "Bob";
    for (String role : List.of("AUTHOR", "COMMITTER")) {
      environment.put("GIT_" + role + "_NAME", name);
      environment.put("GIT_" + role + "_EMAIL", author + "@example.com");
    }
    environment.putAll(variables);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as("git %s: %s", String.join(" ", words), said).isZero();
    return said.strip();
  }

  private void commit(String message, String... files) throws Exception {
    for (String each : files) {
      Path file = work.resolve(each);
      Files.createDirectories(file.getParent());
      Files.writeString(file, message + each);
    }
    git(work, "add", ".");
    git(work, "commit", "-q", "-m", message);
  }

  private void takeIn() throws IOException {
    loop.scan();
    loop.await();
    assertThat(loop.held()).isEmpty();
  }

  /** Pushes as somebody, and sees that it is explained as it is then told. */
  private void push(String scene, String pusher, String from, String ref, String... options)
      throws Exception {
    List<String> words = new ArrayList<>(List.of("push", "-q"));
    for (String each : options) {
      words.addAll(List.of("-o", each));
    }
    words.addAll(List.of("origin", from + ":" + ref));
    String before = at(ref);
    git(work, Map.of("GL_USER", pusher), words.toArray(String[]::new));
    List<Explained> explained =
        explainer.push(
            ocean,
            before + " " + at(ref) + " " + ref,
            new Actor(pusher, null, null),
            List.of(options));
    takeIn();
    record(scene);
    for (Explained each : explained) {
      String name =
          name(scene, each.event().type(), JSON.readTree(NATIVE.render(each.event()).bytes()));
      assertThat(wanted(each)).as(name).isEqualTo(sent.get(name));
    }
    assertThat(sent.keySet().stream().filter(name -> name.matches(scene + "(/.*)?")))
        .as(scene)
        .hasSameSizeAs(explained);
  }

  private String at(String ref) throws Exception {
    String line = git(work, "ls-remote", "origin", ref);
    return line.isEmpty() ? ZERO : line.substring(0, 40);
  }

  /** Keeps who is sent the events that are new; those that can be are explained by id as well. */
  private void record(String scene) throws Exception {
    for (RecordedEvent event : store.history().events(Query.all(100))) {
      if (!seen.add(event.id())) {
        break;
      }
      Set<String> aliases = aliases(event);
      EventType type = EventType.named(event.type()).orElseThrow();
      String name = name(scene, type, JSON.readTree(event.body()));
      assertThat(sent.put(name, aliases)).as(name).isNull();
      if (type != EventType.GIT_COMMIT) {
        assertThat(wanted(explainer.event(event).get(0))).as("%s by id", name).isEqualTo(aliases);
      }
    }
  }

  /** Who is sent it. */
  private Set<String> aliases(RecordedEvent event) {
    Set<String> aliases = new TreeSet<>();
    for (Delivery each : store.history().deliveriesOf(event.id())) {
      aliases.add(each.subscription().alias());
    }
    return aliases;
  }

  /** A scene's single commits are named by the first word of their message. */
  private static String name(String scene, EventType type, JsonNode event) {
    String message = event.at("/data/commit/message").asString("summary");
    return type == EventType.GIT_COMMIT ? scene + "/" + message.split("\\s")[0] : scene;
  }

  private static Set<String> wanted(Explained told) {
    Set<String> aliases = new TreeSet<>();
    for (Decision each : told.decisions()) {
      assertThat(each.place().line()).isPositive();
      assertThat(each.because()).isNotEmpty();
      if (each.wanted()) {
        aliases.add(each.subscription().key().alias());
      }
    }
    return aliases;
  }

  private void job(String scene, EventType type) throws Exception {
    Instant now = Instant.now();
    Job job = new Job(type, "load", scene, now, now, 0, null, null, null, false, Job.NO_DETAILS);
    new SpoolWriter(spool).write(JobFile.records("ocean", job));
    takeIn();
    record(scene);
  }

  private void playAll() throws Exception {
    commit("begin\n\nthe body", "src/a.c", "src/b.h", "README.md", "docs/a b.md");
    push("main", "carol", "main", "refs/heads/main");
    author = "bob";
    git(work, "checkout", "-q", "-b", "feature/one");
    commit("Fix the bug", "src/one.c");
    push("feature", "dan", "HEAD", "refs/heads/feature/one");
    git(work, "tag", "-a", "v1.0", "-m", "The first release");
    push("tag", "dan", "v1.0", "refs/tags/v1.0");
    git(work, "tag", "light");
    push("light", "dan", "light", "refs/tags/light");
    push("other", "carol", "HEAD", "refs/notes/x");
    author = "ann";
    git(work, "checkout", "-q", "main");
    git(work, "merge", "-q", "--no-ff", "-m", "Merge", "feature/one");
    push("merge", "carol", "main", "refs/heads/main");
    push("deleted", "carol", "", "refs/heads/feature/one");
    commit("More [skip notify]", "docs/s.md");
    push("skipped", "carol", "main", "refs/heads/main");
    commit("More", "docs/é.md");
    push("quiet", "carol", "main", "refs/heads/main");
    commit("Still more", "docs/o.md");
    push("optout", "carol", "main", "refs/heads/main", "notify.skip");
    commit("And more", "docs/p.md");
    push("only", "carol", "main", "refs/heads/main", "notify.only=" + alias(0));
    job("begun", EventType.JOB_STARTED);
    job("done", EventType.JOB_SUCCEEDED);
    job("failed", EventType.JOB_FAILED);
    job("idle", EventType.JOB_SKIPPED);
  }

  @Test
  void whatIsExplainedIsWhatIsSentAndWhatIsMeant() throws Exception {
    playAll();

    for (RecordedEvent event : store.history().events(Query.all(100))) {
      if (!event.type().equals(EventType.GIT_COMMIT.wireName())) {
        // Whatever became of the repository since.
        assertThat(wanted(explainer.event(event).get(0)))
            .as(event.type() + " " + event.subject())
            .isEqualTo(aliases(event));
      }
    }
    Map<String, Set<String>> heard = new LinkedHashMap<>();
    Map<String, Set<String>> meant = new LinkedHashMap<>();
    IntStream.range(0, FilterCase.ALL.size())
        .forEach(
            i -> {
              FilterCase each = FilterCase.ALL.get(i);
              String name = alias(i) + " " + each.lines();
              meant.put(name, new TreeSet<>(scenes(each.hears())));
              heard.put(name, new TreeSet<>());
              sent.forEach(
                  (scene, aliases) -> {
                    if (aliases.contains(alias(i))) {
                      heard.get(name).add(scene);
                    }
                  });
            });
    assertThat(heard).containsExactlyEntriesOf(meant).hasSizeGreaterThanOrEqualTo(60);
  }

  private static List<String> scenes(String words) {
    return Arrays.stream(words.split(" ")).filter(each -> !each.isEmpty()).toList();
  }
}

package io.repohook.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** For whoever starts it, {@code repohook run} is the command that it runs. */
class RunIT {
  private static final Path PROGRAM = Program.ofTheArchive().file();

  @TempDir Path folder;
  private Path spool;

  @BeforeEach
  void configure() throws IOException {
    spool = folder.resolve("spool");
    Files.createDirectory(folder.resolve("config"));
    Files.writeString(folder.resolve("config/repohook.yaml"), "spool: " + spool + "\n");
  }

  private ProcessBuilder command(List<String> options, String script) {
    List<String> words = new ArrayList<>(List.of(PROGRAM.toString(), "run", "--repo", "etl"));
    words.addAll(options);
    if (!options.contains("--job")) {
      words.addAll(List.of("--job", "load"));
    }
    words.addAll(List.of("--", "sh", "-c", script));
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("REPOHOOK_CONFIG", folder.resolve("config").toString());
    return builder;
  }

  private ProcessBuilder command(String script) {
    return command(List.of(), script);
  }

  private static int end(Process process) throws InterruptedException {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private List<Path> spooled() throws IOException {
    try (var files = Files.list(spool)) {
      return files.filter(each -> each.toString().endsWith(".event")).sorted().toList();
    }
  }

  private void spoolIs(String state) throws IOException {
    switch (state) {
      case "there" -> Files.createDirectory(spool);
      case "a file" -> Files.createFile(spool);
      default -> assertThat(state).isEqualTo("missing");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"there", "missing", "a file"})
  void inputOutputAndStatusAreTheCommandsOwn(String state) throws Exception {
    spoolIs(state);
    byte[] bytes = new byte[3_000_000];
    new Random(7).nextBytes(bytes);
    Path input = Files.write(folder.resolve("input"), bytes);
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process run =
        command("cat; echo a word >&2; exit 7")
            .redirectInput(input.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();

    assertThat(end(run)).isEqualTo(7);
    assertThat(out).hasBinaryContent(bytes);
    if (state.equals("there")) {
      assertThat(err).hasContent("a word");
      assertThat(spooled()).hasSize(2);
    } else {
      assertThat(Files.readAllLines(err))
          .containsExactlyInAnyOrder(
              "a word", "repohook: this job was not reported: the folder " + spool + " is missing");
    }
  }

  @Test
  void whatIsWrittenToOnePlaceKeepsItsOrder() throws Exception {
    Path both = folder.resolve("both");
    Process run =
        command("i=0; while [ $i -lt 3000 ]; do echo $i; i=$((i+1)); echo $i >&2; i=$((i+1)); done")
            .redirectErrorStream(true)
            .redirectOutput(both.toFile())
            .start();

    assertThat(end(run)).isZero();
    List<String> lines = Files.readAllLines(both);
    assertThat(lines).containsSubsequence(IntStream.range(0, 3000).mapToObj(i -> "" + i).toList());
    assertThat(lines.size()).isLessThanOrEqualTo(3001); // and the warning, as there is no spool
  }

  @Test
  void signalsReachTheCommandAndNoOther() throws Exception {
    assertThatSignalsAreHeard();
    ProcessBuilder command =
        command(
            "for s in HUP INT USR1 USR2 ALRM; do trap \"echo $s\" $s; done; trap 'echo TERM; exit 3' TERM;"
                + " echo ready; while :; do sleep 0.05; done");
    Process run = bounded(command.start());
    try (BufferedReader lines = run.inputReader()) {
      assertThat(lines.readLine()).isEqualTo("ready");
      for (String signal : List.of("HUP", "INT", "USR1", "USR2", "ALRM", "TERM")) {
        signal(signal, run);
        assertThat(lines.readLine()).isEqualTo(signal);
      }
    }
    assertThat(end(run)).isEqualTo(3);
  }

  /** A shell without job control starts what runs in its background so; a trap changes nothing. */
  private static void assertThatSignalsAreHeard() throws Exception {
    Process sh = new ProcessBuilder("sh", "-c", "trap 'exit 3' INT; kill -INT $$; exit 4").start();
    assertThat(end(sh))
        .as("SIGINT is ignored by what starts these tests; start them in the foreground")
        .isEqualTo(3);
  }

  /** Whoever reads what it says waits no longer than a minute. */
  private static Process bounded(Process run) {
    CompletableFuture.delayedExecutor(1, TimeUnit.MINUTES)
        .execute(
            () -> {
              run.descendants().forEach(ProcessHandle::destroyForcibly);
              run.destroyForcibly();
            });
    return run;
  }

  private static void signal(String name, Process process) throws Exception {
    String pid = Long.toString(process.pid());
    assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor()).isZero();
  }

  @Test
  void signalThatJavaKeepsForItselfLeavesTheOutputAlone() throws Exception {
    Process run = bounded(command("echo ready; read line; echo $line").start());
    try (BufferedReader lines = run.inputReader();
        OutputStream input = run.getOutputStream()) {
      assertThat(lines.readLine()).isEqualTo("ready");
      signal("QUIT", run);
      input.write("still here\n".getBytes(UTF_8));
      input.flush();
      assertThat(lines.readLine()).isEqualTo("still here");
      assertThat(lines.readLine()).isNull();
    }
    assertThat(end(run)).isZero();
  }

  @Test
  void commandThatEndsByASignalHasTheStatusThatAShellGives() throws Exception {
    assertThat(end(command("kill -9 $$").start())).isEqualTo(137);
  }

  @Test
  void commandThatIsNotThereIsNotFound() throws Exception {
    Process run =
        new ProcessBuilder(
                PROGRAM.toString(), "run", "--repo", "etl", "--job", "x", "no-such-thing")
            .start();

    assertThat(end(run)).isEqualTo(127);
    assertThat(new String(run.getErrorStream().readAllBytes(), UTF_8))
        .startsWith("repohook: no-such-thing: not found\n");
  }

  @Test
  void commandGoesOnAfterItHasClosedItsOutput() throws Exception {
    Process run = command("exec >&-; sleep 0.3; echo later >&2; exit 4").start();

    assertThat(run.getInputStream().readAllBytes()).isEmpty();
    assertThat(end(run)).isEqualTo(4);
    assertThat(new String(run.getErrorStream().readAllBytes(), UTF_8)).contains("later\n");
  }

  @Test
  void commandGoesOnWhenItsOutputCannotBeWritten() throws Exception {
    Files.createDirectory(spool);
    Process run =
        command("echo one; sleep 0.3; echo two; exit 4")
            .redirectOutput(Path.of("/dev/full").toFile())
            .start();

    assertThat(end(run)).isEqualTo(4);
    assertThat(new String(run.getErrorStream().readAllBytes(), UTF_8))
        .startsWith("repohook: some of the output is lost: ");
    assertThat(Files.readString(spooled().get(1))).contains("\noutput 8 one\ntwo\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"too large", "a pipe", "missing"})
  void dataThatCannotBeReadCostOneLine(String data) throws Exception {
    Files.createDirectory(spool);
    Path file = folder.resolve("data");
    switch (data) {
      case "too large" -> {
        try (var large = new RandomAccessFile(file.toFile(), "rw")) {
          large.setLength(3L << 30);
        }
      }
      case "a pipe" ->
          assertThat(new ProcessBuilder("mkfifo", "" + file).start().waitFor()).isZero();
      default -> assertThat(file).doesNotExist();
    }
    Process run = command(List.of("--data", file.toString()), "exit 4").start();

    assertThat(end(run)).isEqualTo(4);
    assertThat(new String(run.getErrorStream().readAllBytes(), UTF_8).lines())
        .singleElement()
        .asString()
        .startsWith("repohook: --data " + file + " is left out: it is ");
    assertThat(spooled()).hasSize(2);
  }

  @Test
  void jobThatIntakeWouldNotTakeIsRunAndWarnedOf() throws Exception {
    Files.createDirectory(spool);
    Process run = command(List.of("--job", "two\nlines"), "exit 4").start();

    assertThat(end(run)).isEqualTo(4);
    assertThat(new String(run.getErrorStream().readAllBytes(), UTF_8).lines())
        .singleElement()
        .asString()
        .startsWith("repohook: this job was not reported: its 'job' ");
    assertThat(spooled()).isEmpty();
  }

  @Test
  void commandLearnsThatNobodyReadsAnyMore() throws Exception {
    Process run = command("yes").start();
    InputStream output = run.getInputStream();
    assertThat(output.readNBytes(2)).isEqualTo("y\n".getBytes(UTF_8));
    output.close();

    assertThat(end(run)).isEqualTo(141); // 128 and SIGPIPE
  }

  @Test
  void processLeftBehindDoesNotHoldItUp() throws Exception {
    Path out = folder.resolve("out");
    Process run = command("sleep 300 & echo $!; echo done").redirectOutput(out.toFile()).start();

    assertThat(end(run)).isZero();
    List<String> lines = Files.readAllLines(out);
    assertThat(lines.get(1)).isEqualTo("done");
    assertThat(new ProcessBuilder("kill", lines.get(0)).start().waitFor()).isZero();
  }

  @Test
  void timeoutEndsEverythingThatTheCommandStarted() throws Exception {
    Path out = folder.resolve("out");
    Process run =
        command(List.of("--timeout", "1s"), "sleep 300 & echo $!; wait; echo never")
            .redirectOutput(out.toFile())
            .start();

    assertThat(end(run)).isEqualTo(143);
    long child = Long.parseLong(Files.readString(out).strip());
    ProcessHandle.of(child).ifPresent(each -> each.onExit().orTimeout(30, TimeUnit.SECONDS).join());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "C", "en_US.ISO-8859-1", "de_DE.UTF-8@euro"})
  void environmentIsAsItWas(String locale) throws Exception {
    ProcessBuilder builder = command("env | sort");
    builder.environment().keySet().removeAll(List.of("LC_ALL", "MALLOC_ARENA_MAX"));
    if (!locale.isEmpty()) {
      builder.environment().put("LC_ALL", locale);
    }
    Process run = builder.start();
    String seen = new String(run.getInputStream().readAllBytes(), UTF_8);

    end(run);
    assertThat(seen).doesNotContain("MALLOC_ARENA_MAX").contains("REPOHOOK_CONFIG=", "PATH=");
    assertThat(seen.lines().filter(line -> line.startsWith("LC_ALL=")))
        .containsExactlyElementsOf(locale.isEmpty() ? List.of() : List.of("LC_ALL=" + locale));
  }

  @Test
  void failingJobIsToldWithTheEndOfItsOutputAndNoSecret() throws Exception {
    try (RecordingReceiver ends = RecordingReceiver.open();
        RecordingReceiver starts = RecordingReceiver.open();
        Installation repohook = Installation.in(folder.resolve("installation"))) {
      repohook
          .write("secrets/hook", "correct-horse-battery\n")
          .repositoryFile(
              "warehouse/sales",
              """
              accept_from: [etl]
              job: {tenant: {name: Test Tenant, id: t-1}, source: Salesforce}
              subscriptions:
                ends: {webhook: "%s", secret: "${file:hook}", events: [job.finished]}
                starts: {webhook: "%s", events: [job.started]}
              """
                  .formatted(ends.url(), starts.url()));
      repohook.serve();
      Path data = Files.writeString(folder.resolve("data.json"), "{\"tenant\": {\"id\": \"t-2\"}}");
      String script =
          "exec >&2; i=0; while [ $i -lt 300 ]; do i=$((i+1)); echo line $i; done;"
              + " echo correct-horse-battery $SECRET_OF_MINE; exit 5";

      repohook
          .with(
              Map.of("SECRET_OF_MINE", "sesame-open"),
              "run",
              "--repo",
              "warehouse/sales",
              "--job",
              "nightly-load",
              "--data",
              data.toString(),
              "--",
              "sh",
              "-c",
              script)
          .exits(5);
      Arrival failed = ends.take();
      repohook.run("emit", "job.succeeded", "--repo", "warehouse/sales", "--job", "old").exits(0);
      repohook
          .run(
              "run",
              "--repo",
              "warehouse/sales",
              "--job",
              "idle",
              "--skip-exit",
              "3",
              "--",
              "sh",
              "-c",
              "exit 3")
          .exits(3);

      assertThat(failed.type()).isEqualTo("job.failed");
      assertThat(new EventSchema().violations(failed)).isEmpty();
      assertThat(failed.data().path("exit_code").asInt()).isEqualTo(5);
      assertThat(failed.data().path("output").asString())
          .startsWith("line 202\n")
          .endsWith("line 300\n**** ****\n");
      assertThat(failed.data().path("output_truncated").asBoolean()).isTrue();
      assertThat(failed.data().path("details").toString())
          .isEqualTo(
              "{\"tenant\":{\"name\":\"Test Tenant\",\"id\":\"t-2\"},\"source\":\"Salesforce\"}");
      assertThat(failed.body()).doesNotContain("sesame", "horse");
      Arrival begun = starts.take();
      assertThat(begun.data().path("run")).isEqualTo(failed.data().path("run"));
      assertThat(begun.data().path("stopped_at").isNull()).isTrue();
      assertThat(List.of(ends.take().type(), ends.take().type()))
          .containsExactlyInAnyOrder("job.succeeded", "job.skipped");
    }
  }
}

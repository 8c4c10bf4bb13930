package io.repohook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One account's own repositories, and no service. */
class NoDaemonIT {
  private static final Pattern SCHEDULED =
      Pattern.compile(
          "^    (?:[*/0-9]+ [*] [*] [*] [*] |ExecStart=)((?:/usr/local/bin/)?repohook (?:drain|reconcile).*)$",
          Pattern.MULTILINE);

  @TempDir Path folder;
  private Installation repohook;
  private Line ocean;
  private DrainsOfHooks drains;

  /** Quotes and the like in every path that becomes part of the hook. */
  @BeforeEach
  void begin() {
    repohook = Installation.in(folder.resolve("it's $HOME & \"100%\"")).secret("ci", "only mine");
    ocean = Line.in(repohook, "earthmover/ocean", "timeout: 30s");
    drains = new DrainsOfHooks(repohook.store());
  }

  @AfterEach
  void end() {
    drains.awaitEnd();
    ocean.receiver().close();
    repohook.close();
  }

  @Test
  void aPushIsDeliveredWithoutAService() {
    install();

    ocean.push();

    assertThat(ocean.receiver().take().change().after()).isEqualTo(ocean.alice().id("main"));
    drains.awaitEnd();
    assertThat(drains.log()).containsExactly("1 delivered, 0 not delivered yet, 0 held");
    assertThat(repohook.list("deliveries", "--state", "delivered")).hasSize(1);
  }

  /** The receiver answers only after the push has ended, so a push that waits for it never ends. */
  @Test
  void thePushWaitsForNoDrain() {
    install();
    CompletableFuture<Void> pushed = new CompletableFuture<>();
    ocean.receiver().answer(Answer.OK.after(pushed));

    ocean.push();
    pushed.complete(null);

    ocean.receiver().take();
    drains.awaitEnd();
    assertThat(repohook.list("deliveries", "--state", "delivered")).hasSize(1);
  }

  @Test
  void manyPushesMakeOneDrainWorkAndOneWait() {
    install();
    CompletableFuture<Void> pushed = new CompletableFuture<>();
    ocean.receiver().answer(Answer.OK.after(pushed));
    ocean.push();
    ocean.receiver().take();

    IntStream.range(0, 6).forEach(any -> ocean.push());
    drains.await(2); // Those that found one waiting have ended.
    assertThat(drains.atWork()).isEqualTo(1);
    pushed.complete(null);
    drains.awaitEnd();

    assertThat(ocean.receiver().all()).hasSize(7);
    assertThat(ocean.receiver().all().stream().map(Arrival::id)).doesNotHaveDuplicates();
  }

  /** Each push comes when the drain before it is about to end, so one that is lost stays lost. */
  @Test
  void noPushIsLeftBehindByADrainThatEnds() {
    install();

    for (int push = 0; push < 5; push++) {
      ocean.push();
      ocean.receiver().take();
    }
  }

  @Test
  void cronMakesTheRetriesThatAreDueLater() throws Exception {
    String line =
        install().out().stream().filter(each -> each.contains("* * *")).findFirst().orElseThrow();
    ocean.receiver().answer(Answer.status(503).with("Retry-After", "41"));
    ocean.push();
    ocean.receiver().take();
    drains.awaitEnd();
    assertThat(repohook.list("deliveries", "--state", "waiting")).hasSize(1);

    assertThat(line.strip()).startsWith("*/5 * * * * ");
    repohook.run("redeliver", id()).exits(0); // Now it is due.
    assertThat(cron(line.strip().substring("*/5 * * * * ".length()))).isZero();

    assertThat(ocean.receiver().all()).hasSize(2);
    assertThat(repohook.list("deliveries", "--state", "delivered")).hasSize(1);
  }

  /** Also without the option: the lines that the document gives to cron and to systemd. */
  @Test
  void whatTheDocumentSchedulesDelivers() throws Exception {
    repohook.run("install", "earthmover/ocean").exits(0);
    ocean.push();
    String page = Files.readString(Program.archive().resolve("docs/operating.md"));
    List<String> commands =
        SCHEDULED
            .matcher(page)
            .results()
            .map(each -> each.group(1))
            .map(each -> each.replace("/usr/local/bin/", ""))
            .map(each -> each.replace("/etc/repohook", quote(repohook.config())))
            .map(each -> quote(Program.archive().resolve("bin")) + "/" + each)
            .toList();

    for (String each : commands) {
      assertThat(cron(each)).as(each).isZero();
    }

    assertThat(commands).hasSize(3);
    assertThat(ocean.receiver().all()).hasSize(1);
  }

  private static String quote(Path path) {
    return "'" + path.toString().replace("'", "'\\''") + "'";
  }

  @Test
  void installingWithoutTheOptionEndsIt() {
    install();
    assertThat(install().out()).anyMatch(line -> line.endsWith(": post-receive already there"));
    assertThat(repohook.run("check").exits(0).printed()).noneMatch(line -> line.contains("hook"));

    Result again = repohook.run("install", "earthmover/ocean").exits(0);

    assertThat(again.out())
        .anyMatch(line -> line.endsWith(": post-receive updated"))
        .anyMatch(line -> line.contains("it started a drain after each push"))
        .noneMatch(line -> line.contains("* * *"));
    ocean.push();
    assertThat(drains.log()).isEmpty();
    assertThat(repohook.run("drain").exits(0).out()).anyMatch(line -> line.startsWith("1 del"));
  }

  @Test
  void uninstallingTakesBothHooksAway() {
    repohook.run("install", "--no-daemon", "--all-changes", "earthmover/ocean").exits(0);
    ocean.push();
    ocean.receiver().take();
    GitPusher.at(repohook.bare("earthmover/ocean")).git("update-ref", "refs/heads/hot", "main");
    assertThat(ocean.receiver().take().ref()).isEqualTo("refs/heads/hot");

    repohook.run("uninstall", "earthmover/ocean").exits(0);

    ocean.push();
    drains.awaitEnd();
    assertThat(ocean.receiver().all()).hasSize(2);
    assertThat(repohook.bare("earthmover/ocean").resolve("hooks"))
        .isDirectoryNotContaining("glob:**/{post-receive,reference-transaction}");
  }

  @Test
  void whereOthersMayPushItIsRefused() throws IOException {
    Path bare = repohook.bare("earthmover/ocean");
    GitPusher.at(bare).git("config", "core.sharedRepository", "group");
    refused(bare + ": core.sharedRepository of " + bare + " is group");
    GitPusher.at(bare).git("config", "core.sharedRepository", "0640");

    Files.setPosixFilePermissions(
        bare.resolve("refs"), PosixFilePermissions.fromString("rwxrwxr-x"));
    refused(bare + ": other accounts may write to " + bare.resolve("refs"));
    assertThat(bare.resolve("hooks/post-receive")).doesNotExist();
  }

  private void refused(String because) {
    assertThat(repohook.run("install", "--no-daemon", "earthmover/ocean").exits(1).err())
        .anyMatch(line -> line.startsWith(because));
  }

  private Result install() {
    return repohook.run("install", "--no-daemon", "earthmover/ocean").exits(0);
  }

  private String id() {
    return repohook.list("deliveries").get(0).path("id").asString();
  }

  /** What cron does with a line: the rest of it for sh, "\%" for "%", and a bare environment. */
  private static int cron(String command) throws IOException, InterruptedException {
    ProcessBuilder cron = new ProcessBuilder("/bin/sh", "-c", command.replace("\\%", "%"));
    cron.environment().clear();
    cron.environment().putAll(Map.of("SHELL", "/bin/sh", "PATH", "/usr/bin:/bin", "HOME", "/"));
    return cron.start().waitFor();
  }
}

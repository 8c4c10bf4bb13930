package io.repohook.channel.chat;

import static io.repohook.channel.chat.ChatEvents.AFTER;
import static io.repohook.channel.chat.ChatEvents.BEFORE;
import static io.repohook.channel.chat.ChatEvents.archJob;
import static io.repohook.channel.chat.ChatEvents.commit;
import static io.repohook.channel.chat.ChatEvents.commits;
import static io.repohook.channel.chat.ChatEvents.coordinates;
import static io.repohook.channel.chat.ChatEvents.event;
import static io.repohook.channel.chat.ChatEvents.file;
import static io.repohook.channel.chat.ChatEvents.fileEvent;
import static io.repohook.channel.chat.ChatEvents.push;
import static io.repohook.channel.chat.ChatEvents.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.Digest;
import io.repohook.channel.Downloads;
import io.repohook.channel.Estimate;
import io.repohook.channel.RepositorySettings;
import io.repohook.event.Actor;
import io.repohook.event.ArtifactFile;
import io.repohook.event.Change;
import io.repohook.event.CommitAdded;
import io.repohook.event.Coordinates;
import io.repohook.event.Deployment;
import io.repohook.event.EndpointTrouble;
import io.repohook.event.EventData;
import io.repohook.event.EventType;
import io.repohook.event.FileChange;
import io.repohook.event.FileEvent;
import io.repohook.event.Job;
import io.repohook.event.Ping;
import io.repohook.event.Repository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StoryTellerTest {
  private static final String MAIN = "refs/heads/main";
  private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
  private static final String ARCH_DETAILS =
      """
      {"tenant": {"name": "Test Tenant"}, "pipeline": "Salesforce", "source": "Salesforce"}
      """;

  private final StoryTeller teller = new StoryTeller(RepositorySettings.of("earthmover/ocean"));

  static Stream<Arguments> stories() {
    return Stream.of(
        told(push(1), "alice pushed 1 commit to main in earthmover/ocean / 0000001 Step 1 – Bob"),
        told(
            push(MAIN, Change.UPDATED, List.of(), 3, 1, 0, null, false),
            "alice pushed 3 commits (1 new) to main in earthmover/ocean / and 3 more commits"),
        told(
            push(MAIN, Change.UPDATED, List.of(), 1, 0, 0, null, false),
            "alice pushed 1 commit (none new) to main in earthmover/ocean / and 1 more commit"),
        told(
            push("refs/heads/release/1", Change.CREATED, List.of(), 0, 0, 0, null, false),
            "alice created branch release/1 in earthmover/ocean"),
        told(
            push("refs/heads/x", Change.CREATED, commits(1), 1),
            "alice created branch x in earthmover/ocean with 1 commit / 0000001 Step 1 – Bob"),
        told(
            push("refs/heads/x", Change.DELETED, List.of(), 0, 0, 2, null, false),
            "alice deleted branch x in earthmover/ocean, discarding 2 commits"),
        told(
            push(MAIN, Change.FORCED, commits(1), 1, 1, 1, null, false),
            "alice forced main in earthmover/ocean from 95790bf to da15608 with 1 commit,"
                + " discarding 1 commit / 0000001 Step 1 – Bob"),
        told(
            push(MAIN, Change.REWOUND, List.of(), 0, 0, 0, null, false),
            "alice rewound main in earthmover/ocean from 95790bf to da15608"),
        told(
            push("refs/notes/x", Change.CREATED, List.of(), 0, 0, 0, "it is gone", true),
            "alice created ref refs/notes/x in earthmover/ocean (found later: no hook reported it)"
                + " / Its commits are not known: it is gone"),
        told(
            tag(Change.CREATED, BEFORE, "\nThe first\n\nand more"),
            "alice created tag v1.0 in earthmover/ocean at 95790bf / The first"),
        told(tag(Change.MOVED, null, null), "alice moved tag v1.0 in earthmover/ocean to da15608"),
        told(tag(Change.DELETED, null, null), "alice deleted tag v1.0 in earthmover/ocean"),
        told(
            new CommitAdded(
                MAIN,
                null,
                new CommitAdded.Summary(
                    9,
                    List.of(
                        new CommitAdded.Part(MAIN, BEFORE, AFTER, 8),
                        new CommitAdded.Part("refs/heads/x", BEFORE, AFTER, 1))),
                List.of(),
                false),
            "9 new commits in repository earthmover/ocean on branch main"
                + " / main 8 new commits / x 1 new commit"),
        told(
            fileEvent(FileChange.CREATED),
            "alice uploaded com/example/rocket/1.0/rocket-1.0.jar to releases (2.2 kB)"
                + " / com.example:rocket:1.0"),
        told(
            fileEvent(FileChange.OVERWRITTEN),
            "alice uploaded com/example/rocket/1.0/rocket-1.0.jar again to releases (2.2 kB)"
                + " / com.example:rocket:1.0"),
        told(
            fileEvent(FileChange.DOWNLOADED),
            "alice downloaded com/example/rocket/1.0/rocket-1.0.jar from releases (2.2 kB)"
                + " / com.example:rocket:1.0"),
        told(
            new FileEvent(
                new ArtifactFile("raw/", null, null, null, FileChange.DELETED),
                null,
                Map.of(),
                null,
                List.of("raw/a.txt")),
            "alice deleted raw/ from releases / raw/a.txt"),
        told(
            new Deployment(coordinates(), List.of(file(FileChange.CREATED)), true),
            "alice deployed com.example:rocket:1.0 to releases: 1 file, 2.2 kB"
                + " / rocket-1.0.jar 2.2 kB"),
        told(
            new Deployment(coordinates(), List.of(), false),
            "alice deployed com.example:rocket:1.0 to releases: 0 files (it stopped half-way)"),
        told(
            new Ping("team", Map.of()),
            "Repohook can post here: the subscription team of earthmover/ocean works."),
        told(
            new EndpointTrouble(EventType.SUBSCRIPTION_FAILING, "ci", TEN, "timeout"),
            "The subscription ci of earthmover/ocean is failing: timeout"
                + " since 2026-11-22 10:00:00+00:00"),
        told(
            new EndpointTrouble(EventType.SUBSCRIPTION_DISABLED, "ci", TEN, "gone"),
            "The subscription ci of earthmover/ocean is switched off: its endpoint answered gone"
                + " since 2026-11-22 10:00:00+00:00"));
  }

  private static Arguments told(EventData data, String plain) {
    return Arguments.of(data, plain);
  }

  @ParameterizedTest
  @MethodSource("stories")
  void eachEventHasItsStory(EventData data, String plain) {
    assertThat(tell(data).plain().replace("\n", " / ")).isEqualTo(plain);
  }

  @Test
  void whoeverIsNotKnownIsSomebody() {
    assertThat(teller.tell(event(Actor.UNKNOWN, push(1))).plain())
        .startsWith("Somebody pushed 1 commit");
  }

  /** Seed 000: {@code New commit abc123 in repository earthmover/ocean on branch main.} */
  @Test
  void aCommitIsArraylakesLineToTheLetter() {
    Story story =
        tell(ChatEvents.added(commit("abc123" + "0".repeat(34), "Say hello\n\nBody", "Bob")));

    assertThat(story.plain())
        .isEqualTo("New commit abc123 in repository earthmover/ocean on branch main.");
    assertThat(story.headline().plain())
        .isEqualTo("New commit abc1230 in repository earthmover/ocean on branch main");
    assertThat(story.lines()).extracting(Line::plain).containsExactly("Say hello – Bob");
  }

  /** Seed 003, its last line. */
  @Test
  void aJobIsArchsLineToTheLetter() {
    assertThat(tell(archJob(EventType.JOB_SUCCEEDED, ARCH_DETAILS)).plain())
        .isEqualTo(
            "Status: succeeded | Tenant: Test Tenant | Pipeline: Salesforce | Source: Salesforce |"
                + " Sync: sync-7yq5xvmvb1xtq5g7k6aw | Started: 2024-11-11 10:00:34+00:00 |"
                + " Stopped: 2024-11-11 10:11:19+00:00");
  }

  @Test
  void whatIsNotKnownOfAJobIsLeftOut() {
    Job job =
        new Job(EventType.JOB_STARTED, "load", "7", TEN, null, null, null, null, null, false, "{}");

    assertThat(tell(job).plain())
        .isEqualTo(
            "Status: started | Pipeline: load | Sync: 7 | Started: 2026-11-22 10:00:00+00:00");
  }

  @Test
  void aFailedJobShowsTheEndOfItsOutput() {
    Story story = tell(archJob(EventType.JOB_FAILED, ARCH_DETAILS));

    assertThat(story.headline().plain())
        .isEqualTo("Job salesforce in warehouse/sales failed with exit code 1");
    assertThat(story.output()).isEqualTo("one\ntwo ``` & <b>");
  }

  @Test
  void ofManyCommitsTheNewestAreListedFirst() {
    Story story = tell(push(MAIN, Change.UPDATED, commits(2048), 5000));

    assertThat(story.lines()).hasSize(20);
    assertThat(story.lines().get(0).plain()).endsWith(" Step 2048 – Bob");
    assertThat(story.lines().get(19).plain()).endsWith(" Step 2029 – Bob");
    assertThat(story.andMore()).isEqualTo("and 4980 more commits");
  }

  @Test
  void aDigestTellsOfEachEventInALine() {
    List<byte[]> items =
        Stream.of(event(push(1)), event(tag(Change.CREATED, BEFORE, "x")))
            .map(teller::item)
            .toList();
    Digest digest =
        new Digest(
            "dlv_1",
            Repository.git("earthmover/ocean"),
            TEN,
            TEN.plusSeconds(600),
            Map.of("git.push", 4, "git.tag", 1),
            items);

    assertThat(teller.tell(digest).plain())
        .isEqualTo(
            """
            5 events in earthmover/ocean from 2026-11-22 10:00:00+00:00 to 2026-11-22 \
            10:10:00+00:00: 4 git.push, 1 git.tag
            alice pushed 1 commit to main in earthmover/ocean
            alice created tag v1.0 in earthmover/ocean at 95790bf
            and 3 more events""");
  }

  @Test
  void whoHasNoAccountIsNamedByTheAddressAndASnapshotByItsOwnVersion() {
    FileEvent download =
        new FileEvent(
            file(FileChange.DOWNLOADED),
            new Coordinates("g", "a", "2-SNAPSHOT", "2-20261122.013020-1"),
            Map.of(),
            null,
            List.of());

    Actor nobody = new Actor(null, null, "192.0.2.7");
    assertThat(teller.tell(event(nobody, download)).plain())
        .startsWith("192.0.2.7 downloaded ")
        .endsWith("\ng:a:2-SNAPSHOT (2-20261122.013020-1)");
    assertThat(teller.tell(event(Actor.UNKNOWN, download)).plain()).startsWith("Somebody ");
  }

  @Test
  void aDigestSaysWhatWasDownloadedHowOftenAndByHowMany() {
    assertThat(teller.tell(downloads(List.of(), 2)).plain())
        .isEqualTo(
            """
            1204 events in releases from 2026-11-22 10:00:00+00:00 to 2026-11-22 \
            11:00:00+00:00: 1204 artifact.downloaded by about 3021 addresses
            com.example:rocket:1.0 – 1203 downloads by 1 address
            file-1.zip – 1 download by 2 addresses""");
    Story mixed = teller.tell(downloads(List.of(teller.item(event(push(1)))), 50));
    assertThat(mixed.lines()).hasSize(21);
    assertThat(mixed.andMore()).isEqualTo("and 30 more lines");
    assertThat(teller.tell(downloads(List.of(), 50)).andMore()).isEqualTo("and 30 more artifacts");
  }

  private static Digest downloads(List<byte[]> items, int things) {
    List<Downloads.Thing> listed = new ArrayList<>();
    listed.add(
        new Downloads.Thing(
            new Coordinates("com.example", "rocket", "1.0", null),
            1203,
            new Estimate(1, true),
            List.of(new Downloads.File("rocket-1.0.jar", null, "jar", 1203))));
    for (int i = 1; i < things; i++) {
      Downloads.File file = new Downloads.File("file-" + i + ".zip", null, null, 1);
      listed.add(new Downloads.Thing(null, 1, new Estimate(2, true), List.of(file)));
    }
    Map<String, Integer> counts = new HashMap<>(Map.of("artifact.downloaded", 1202 + things));
    if (!items.isEmpty()) {
      counts.put("git.push", items.size());
    }
    return new Digest(
        "dlv_1",
        Repository.artifact("releases"),
        TEN,
        TEN.plusSeconds(3600),
        counts,
        items,
        new Downloads(1202 + things, things, new Estimate(3021, false), listed));
  }

  @Test
  void whateverOthersWriteIsShortAndInOneLine() {
    for (String text :
        List.of(ChatEvents.HOSTILE, "x".repeat(50_000), "\uD83D\uDE00".repeat(999))) {
      ChatEvents.all(text)
          .forEach(
              event -> {
                Story story = teller.tell(event);
                assertThat(story.plain().length()).isLessThan(20_000);
                assertThat(story.lines().size()).isBetween(0, 20);
                Stream.concat(Stream.of(story.headline()), story.lines().stream())
                    .forEach(StoryTellerTest::isReadable);
              });
    }
  }

  private static void isReadable(Line line) {
    assertThat(
            line.plain()
                .codePoints()
                .filter(c -> c < ' ' || Character.getType(c) == Character.FORMAT))
        .as(line.plain())
        .isEmpty();
    assertThat(line.plain().length()).isLessThan(1_200);
    assertThat(line.plain().chars().filter(c -> c == 0xD800).count()).isZero();
  }

  private Story tell(EventData data) {
    return teller.tell(event(data));
  }
}

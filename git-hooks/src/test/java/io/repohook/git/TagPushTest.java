package io.repohook.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.Change;
import io.repohook.event.Event;
import io.repohook.event.Push;
import io.repohook.event.Signature;
import io.repohook.event.Tag;
import io.repohook.spool.SpoolFile;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TagPushTest {
  @TempDir Path folder;
  private GitFixture git;
  private TakenIn taken;
  private String first;

  @BeforeEach
  void branchMainIsPushed() throws Exception {
    git = new GitFixture(folder);
    taken = new TakenIn(git.server);
    first = git.commit("README.md");
    taken.take(git.push("main"));
  }

  @Test
  void lightTagNamesItsCommitAndNobody() throws Exception {
    git.clone.run("tag", "v1");

    Tag tag = taken.tag(git.push("v1"));

    assertThat(tag)
        .isEqualTo(
            new Tag(
                "refs/tags/v1",
                Change.CREATED,
                GitFixture.ZERO,
                first,
                first,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                false,
                tag.standing()));
  }

  @Test
  void annotatedTagHasTaggerMessageAndTheCommitItLeadsTo() throws Exception {
    String id = annotated("v1", "HEAD", "Version 1\n\nIt works.");

    Tag tag = taken.tag(git.push("v1"));

    assertThat(tag.after()).isEqualTo(id);
    assertThat(tag.commit()).isEqualTo(first);
    assertThat(tag.message()).isEqualTo("Version 1\n\nIt works.\n");
    assertThat(tag.tagger())
        .isEqualTo(
            new Signature(
                "Alice", "alice@example.com", OffsetDateTime.parse("2023-11-14T22:13:20Z")));
  }

  @Test
  void tagMovesFromLightToAnnotatedAndBack() throws Exception {
    git.clone.run("tag", "v1");
    taken.take(git.push("v1"));
    String id = annotated("v1", "HEAD", "now with words");

    Tag moved = taken.tag(git.push("+v1"));
    git.clone.run("tag", "-f", "v1", first);
    Tag back = taken.tag(git.push("+v1"));

    assertThat(moved.change()).isEqualTo(Change.MOVED);
    assertThat(moved.before()).isEqualTo(first);
    assertThat(moved.after()).isEqualTo(id);
    assertThat(moved.message()).isEqualTo("now with words\n");
    assertThat(back.change()).isEqualTo(Change.MOVED);
    assertThat(back.before()).isEqualTo(id);
    assertThat(back.commit()).isEqualTo(first);
    assertThat(back.tagger()).isNull();
  }

  @Test
  void deletedTagTellsWhereItWas() throws Exception {
    String id = annotated("v1", "HEAD", "x");
    taken.take(git.push("v1"));
    SpoolFile deletion = git.push(":v1");
    git.bare.run("prune", "--expire=now");

    Tag tag = taken.tag(deletion);

    assertThat(tag.change()).isEqualTo(Change.DELETED);
    assertThat(tag.before()).isEqualTo(id);
    assertThat(tag.after()).isEqualTo(GitFixture.ZERO);
    assertThat(tag.commit()).isNull();
    assertThat(tag.unlisted()).isNull();
    assertThat(taken.ledger()).isEqualTo(git.refs());
  }

  @Test
  void tagOfATagHasTheOuterWordsAndTheCommitAtTheEnd() throws Exception {
    annotated("inner", "HEAD", "inner words");
    annotated("outer", "inner", "outer words");

    Tag tag = taken.tag(git.push("outer"));

    assertThat(tag.message()).isEqualTo("outer words\n");
    assertThat(tag.commit()).isEqualTo(first);
  }

  @Test
  void tagOfATreeOrAFileLeadsToNoCommit() throws Exception {
    git.clone.run("tag", "tree", "HEAD^{tree}");
    git.clone.run("tag", "file", "HEAD:README.md");
    annotated("noted", "HEAD:README.md", "a file");

    List<Event> events = taken.take(git.push("tree", "file", "noted"));

    assertThat(events).hasSize(3).allMatch(each -> ((Tag) each.data()).commit() == null);
    assertThat(events).allMatch(each -> ((Tag) each.data()).unlisted() == null);
    assertThat(((Tag) events.get(2).data()).message()).isEqualTo("a file\n");
  }

  @Test
  void tagThatGitAndItsTaggerWroteBadlyIsRead() throws Exception {
    String id =
        git.clone.runWith(
            "object " + first + "\ntype commit\ntag old\n\nno tagger, as in 2005\n",
            "hash-object",
            "-t",
            "tag",
            "-w",
            "--stdin",
            "--literally");

    Tag tag = taken.tag(git.push(id + ":refs/tags/old"));

    assertThat(tag.tagger()).isNull();
    assertThat(tag.message()).isEqualTo("no tagger, as in 2005\n");
    assertThat(tag.commit()).isEqualTo(first);
  }

  @Test
  void tagDatedBeyondAllCalendarsIsRead() throws Exception {
    String id =
        git.clone.runWith(
            "object "
                + first
                + "\ntype commit\ntag far\ntagger A <a@b> 9223372036854775807 +0000\n\nx\n",
            "hash-object",
            "-t",
            "tag",
            "-w",
            "--stdin",
            "--literally");

    Tag tag = taken.tag(git.push(id + ":refs/tags/far"));

    assertThat(tag.tagger())
        .isEqualTo(new Signature("A", "a@b", OffsetDateTime.parse("1970-01-01T00:00:00Z")));
  }

  @Test
  void tagOfACommitThatNoBranchHasIsOnlyATag() throws Exception {
    String second = git.commit("a");

    Tag tag = taken.tag(git.push("HEAD:refs/tags/loose"));

    assertThat(tag.commit()).isEqualTo(second);
  }

  @Test
  void eachRefOfOnePushIsOneEvent() throws Exception {
    taken.take(git.push("main:refs/heads/old"));
    git.clone.run("tag", "light");
    String id = annotated("annotated", "HEAD", "words");
    git.clone.run("checkout", "-q", "-b", "feature");
    String feature = git.commit("feature");

    List<Event> events = taken.take(git.push("feature", "light", "annotated", ":old"));

    assertThat(events)
        .extracting(each -> each.data().subject())
        .containsExactlyInAnyOrder(
            "refs/heads/feature", "refs/tags/light", "refs/tags/annotated", "refs/heads/old");
    Push created = (Push) data(events, "refs/heads/feature");
    assertThat(BranchPushTest.ids(created)).containsExactly(feature);
    assertThat(((Tag) data(events, "refs/tags/light")).commit()).isEqualTo(first);
    Tag annotated = (Tag) data(events, "refs/tags/annotated");
    assertThat(annotated.after()).isEqualTo(id);
    assertThat(annotated.commit()).isEqualTo(first);
    Push deleted = (Push) data(events, "refs/heads/old");
    assertThat(deleted.change()).isEqualTo(Change.DELETED);
    assertThat(taken.ledger()).isEqualTo(git.refs());
  }

  private static io.repohook.event.EventData data(List<Event> events, String ref) {
    return events.stream()
        .map(Event::data)
        .filter(each -> each.subject().equals(ref))
        .findFirst()
        .orElseThrow();
  }

  private String annotated(String name, String object, String message) throws Exception {
    git.clone.run("tag", "-f", "-a", name, object, "-m", message);
    return git.clone.run("rev-parse", name);
  }
}

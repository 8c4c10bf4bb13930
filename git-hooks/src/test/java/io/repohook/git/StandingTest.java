package io.repohook.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.Commit;
import io.repohook.event.Event;
import io.repohook.event.Push;
import io.repohook.event.Standing;
import io.repohook.event.Tag;
import io.repohook.git.ledger.RefsOnDisk;
import io.repohook.spool.SpoolFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known besides the change: where the ref leads, and which branch is the main one. */
class StandingTest {
  @TempDir Path folder;
  private GitFixture git;
  private TakenIn taken;
  private String first;

  @BeforeEach
  void branchMainIsPushed() throws Exception {
    git = new GitFixture(folder);
    git.bare.run("symbolic-ref", "HEAD", "refs/heads/trunk");
    taken = new TakenIn(git.server);
    first = git.commit("README.md");
    taken.take(git.push("main"));
  }

  @Test
  void theHeadOfAPushIsItsLastCommitWithItsTree() throws Exception {
    String second = git.commit("a");

    Push push = taken.push(git.push("main"));

    Commit head = head(push.standing());
    assertThat(head).isSameAs(push.commits().get(0));
    assertThat(head.id()).isEqualTo(second);
    assertThat(head.tree()).isEqualTo(git.clone.run("rev-parse", "HEAD^{tree}"));
    assertThat(push.standing().defaultBranch()).isEqualTo("trunk");
  }

  @Test
  void pushIsReadWithoutReadingAllPackedRefs() throws Exception {
    git.commit("a");
    SpoolFile file = git.push("main");
    Files.writeString(git.server.resolve("packed-refs"), "^who reads this fails");

    assertThat(taken.push(file).standing().defaultBranch()).isEqualTo("trunk");
  }

  @Test
  void aBranchThatBringsNothingHasAHeadAllTheSame() throws Exception {
    git.clone.run("branch", "other");

    Push push = taken.push(git.push("other"));

    assertThat(push.commits()).isEmpty();
    assertThat(head(push.standing()).id()).isEqualTo(first);
    assertThat(head(push.standing()).added()).containsExactly("README.md");
  }

  @Test
  void anAnnotatedTagStandsAtTheCommitThatItLeadsTo() throws Exception {
    git.clone.run("tag", "-a", "-m", "one", "v1");

    assertThat(head(taken.tag(git.push("v1")).standing()).id()).isEqualTo(first);
  }

  @Test
  void aTagOfNoCommitStandsAtNone() throws Exception {
    git.clone.run("tag", "tree", "HEAD^{tree}");

    assertThat(taken.tag(git.push("tree")).standing()).isEqualTo(new Standing(null, "trunk"));
  }

  @Test
  void aDeletedBranchStandsNowhere() throws Exception {
    git.clone.run("branch", "other");
    taken.take(git.push("other"));

    assertThat(taken.push(git.push("--delete", "other")).standing())
        .isEqualTo(new Standing(null, "trunk"));
  }

  @Test
  void aPushOfVeryManyRefsReadsNoCommitsThatItDidNotBring() throws Exception {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 101; i++) {
      names.add("v" + i);
      git.clone.run("tag", "v" + i);
    }

    List<Event> told = taken.take(git.push(names.toArray(String[]::new)));

    assertThat(told).hasSize(101);
    assertThat(told)
        .allMatch(each -> ((Tag) each.data()).standing().equals(new Standing(null, "trunk")));
  }

  @Test
  void aDetachedHeadNamesNoBranch() throws Exception {
    git.bare.run("update-ref", "--no-deref", "HEAD", first);
    git.commit("a");

    assertThat(taken.push(git.push("main")).standing().defaultBranch()).isNull();
  }

  @Test
  void aHeadThatIsNotUtf8IsTold() throws Exception {
    Files.write(git.server.resolve("HEAD"), "ref: refs/heads/gr\u00fcn\n".getBytes(ISO_8859_1));
    git.commit("a");

    assertThat(taken.push(git.push("main")).standing().defaultBranch()).isEqualTo("gr\\xFCn");
  }

  @Test
  void headAndRefsInTablesAreRead() throws Exception {
    try (Repository repository = Sight.open(git.server)) {
      ((FileRepository) repository).convertRefStorage("reftable", false, false);
    }
    try (Repository repository = Sight.open(git.server)) {
      repository.updateRef("HEAD").link("refs/heads/trunk");
    }

    Push push = taken.push(git.lines(GitFixture.ZERO + " " + first + " refs/heads/x"));

    assertThat(push.standing().defaultBranch()).isEqualTo("trunk");
    try (Repository repository = Sight.open(git.server)) {
      assertThat(RefsOnDisk.of(repository)).containsExactly(Map.entry("refs/heads/main", first));
    }
  }

  private static Commit head(Standing standing) {
    return Objects.requireNonNull(standing.head());
  }
}

package io.repohook.git;

import static io.repohook.git.EdgeCase.row;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.Push;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rows about refs. */
final class RefCases {
  /** In the order in which git sends them. */
  private static final List<String> ODD =
      List.of("-option", "a\"b", "it's", "Müll", "n".repeat(230), "x;$(id)<>&|#%");

  private RefCases() {}

  static Stream<EdgeCase> rows() {
    return Stream.of(branches(), moves(), tags(), others(), repositories()).flatMap(each -> each);
  }

  private static Stream<EdgeCase> branches() {
    return Stream.of(
        row(
            "a push of no refs",
            (both, work) -> {
              work.commit("a");
              both.push("main");
              both.push("main");
            },
            "created refs/heads/main +1 new=1 -0"),
        row(
            "400 refs in one push",
            (both, work) -> {
              work.commit("a");
              StringBuilder refs = new StringBuilder();
              IntStream.range(0, 400)
                  .forEach(i -> refs.append("create refs/heads/b" + i + " HEAD\n"));
              work.clone.runWith(refs.toString(), "update-ref", "--stdin");
              both.push("refs/heads/b*:refs/heads/b*");
            },
            IntStream.range(0, 400)
                .mapToObj(i -> "b" + i)
                .sorted()
                .map(
                    each ->
                        "created refs/heads/"
                            + each
                            + (each.equals("b0") ? " +1 new=1" : " +1 new=0")
                            + " -0")
                .toArray(String[]::new)),
        row(
            "the same commit in two new refs",
            (both, work) -> {
              work.commit("a");
              both.push("main:refs/heads/x", "main:refs/heads/y");
            },
            "created refs/heads/x +1 new=1 -0",
            "created refs/heads/y +1 new=0 -0"),
        row(
            "a branch created without new commits",
            (both, work) -> {
              work.commit("a");
              both.push("main");
              both.push("main:refs/heads/x");
            },
            "created refs/heads/main +1 new=1 -0",
            "created refs/heads/x +0 new=0 -0"),
        row(
            "an orphan branch",
            (both, work) -> {
              work.commit("a");
              both.push("main");
              work.clone.run("checkout", "-q", "--orphan", "pages");
              work.commit("b");
              both.push("pages");
            },
            "created refs/heads/main +1 new=1 -0",
            "created refs/heads/pages +1 new=1 -0"),
        row(
            "a branch deleted",
            (both, work) -> {
              work.commit("a");
              both.push("main");
              work.commit("b");
              both.push("main:refs/heads/x");
              both.push(":refs/heads/x");
            },
            "created refs/heads/main +1 new=1 -0",
            "created refs/heads/x +1 new=1 -0",
            "deleted refs/heads/x +0 new=0 -1"),
        row(
            "a branch renamed: deleted and created in one push",
            (both, work) -> {
              work.commit("a");
              work.commit("b");
              both.push("main:refs/heads/old");
              both.push(":refs/heads/old", "main:refs/heads/renamed");
            },
            "created refs/heads/old +2 new=2 -0",
            "deleted refs/heads/old +0 new=0 -0",
            "created refs/heads/renamed +0 new=0 -0"),
        row(
            "a ref in the place of a folder",
            (both, work) -> {
              work.commit("a");
              both.push("main:refs/heads/a");
              both.push(":refs/heads/a");
              both.push("main:refs/heads/a/b");
            },
            "created refs/heads/a +1 new=1 -0",
            "deleted refs/heads/a +0 new=0 -1",
            "created refs/heads/a/b +1 new=1 -0"),
        row(
            "a push rejected in part",
            (both, work) -> {
              work.commit("a");
              work.commit("b");
              both.push("main");
              both.config("receive.denyNonFastForwards", "true");
              both.pushInPart("+main~1:refs/heads/main", "main~1:refs/heads/x");
            },
            "created refs/heads/main +2 new=2 -0",
            "created refs/heads/x +0 new=0 -0"));
  }

  private static Stream<EdgeCase> moves() {
    return Stream.of(
        row(
            "fast-forward",
            (both, work) -> {
              work.commit("a");
              both.push("main");
              work.commit("b");
              work.commit("c");
              both.push("main");
            },
            "created refs/heads/main +1 new=1 -0",
            "updated refs/heads/main +2 new=2 -0"),
        row(
            "rewind",
            (both, work) -> {
              work.commit("a");
              work.commit("b");
              both.push("main");
              both.push("+main~1:refs/heads/main");
            },
            "created refs/heads/main +2 new=2 -0",
            "rewound refs/heads/main +0 new=0 -1"),
        row(
            "rewrite",
            (both, work) -> {
              work.commit("a");
              work.commit("b");
              work.commit("c");
              both.push("main");
              work.clone.run("reset", "-q", "--hard", "HEAD~2");
              work.commit("d");
              both.push("+main");
            },
            "created refs/heads/main +3 new=3 -0",
            "forced refs/heads/main +1 new=1 -2"),
        row(
            "force to unrelated history",
            (both, work) -> {
              work.commit("a");
              both.push("main");
              work.clone.run("checkout", "-q", "--orphan", "other");
              work.commit("b");
              both.push("+other:refs/heads/main");
            },
            "created refs/heads/main +1 new=1 -0",
            "forced refs/heads/main +1 new=1 -1"),
        row(
            "two clones that push to one ref before anything is taken in",
            (both, work) -> {
              work.commit("a");
              both.push("main");
              work.commit("b");
              both.push("main");
              Git.in(work.folder()).run("clone", "-q", "clone", "second");
              Git second = Git.in(work.clone.folder().resolveSibling("second"));
              second.at(50).run("commit", "-q", "--allow-empty", "-m", "by another");
              both.pushFrom(second, "main");
              work.clone.run("fetch", "-q", "../second", "main");
            },
            "created refs/heads/main +1 new=1 -0",
            "updated refs/heads/main +1 new=1 -0",
            "updated refs/heads/main +1 new=1 -0"),
        row(
            "merges of a branch pushed before",
            (both, work) -> {
              work.commit("a");
              both.push("main");
              work.clone.run("checkout", "-q", "-b", "feature");
              work.commit("b");
              both.push("feature");
              both.push("feature:main");
              work.commit("c");
              both.push("feature");
              work.clone.run("checkout", "-q", "main");
              work.merge("feature");
              both.push("main");
            },
            "created refs/heads/main +1 new=1 -0",
            "created refs/heads/feature +1 new=1 -0",
            "updated refs/heads/main +1 new=0 -0",
            "updated refs/heads/feature +1 new=1 -0",
            "updated refs/heads/main +2 new=1 -0"));
  }

  private static Stream<EdgeCase> tags() {
    return Stream.of(
        row(
            "a tag light, then annotated, then light again, then deleted",
            (both, work) -> {
              work.commit("a");
              both.push("main:refs/tags/v1");
              work.clone.at(9).run("tag", "-f", "-a", "-m", "One", "v1");
              both.push("+refs/tags/v1");
              both.push("+main:refs/tags/v1");
              both.push(":refs/tags/v1");
            },
            "created refs/tags/v1 light commit",
            "moved refs/tags/v1 annotated commit",
            "moved refs/tags/v1 light commit",
            "deleted refs/tags/v1 light"),
        row(
            "an annotated tag deleted and pruned",
            (both, work) -> {
              work.commit("a");
              work.clone.at(9).run("tag", "-a", "-m", "One", "v1");
              both.push("main", "v1");
              both.push(":refs/tags/v1");
              both.both("gc", "-q", "--prune=now");
            },
            "created refs/heads/main +1 new=1 -0",
            // The tag is gone when its push is taken in: its ref is told, and why it is all.
            "created refs/tags/v1 light",
            "deleted refs/tags/v1 light"),
        row(
            "a tag of a tag, of a tree, of a blob",
            (both, work) -> {
              work.commit("a");
              work.clone.at(9).run("tag", "-a", "-m", "One", "one");
              work.clone.at(9).run("tag", "-a", "-m", "Two", "two", "one");
              work.clone.at(9).run("tag", "-a", "-m", "Tree", "tree", "HEAD^{tree}");
              work.clone.run("tag", "blob", "HEAD:a");
              both.push("--tags");
            },
            "created refs/tags/blob light",
            "created refs/tags/one annotated commit",
            "created refs/tags/tree annotated",
            "created refs/tags/two annotated commit"),
        row(
            "a branch and a tag of one name",
            (both, work) -> {
              work.commit("a");
              both.push("main:refs/heads/same", "main:refs/tags/same");
            },
            "created refs/heads/same +1 new=1 -0",
            "created refs/tags/same light commit"));
  }

  private static Stream<EdgeCase> others() {
    return Stream.of(
        row(
            "refs that are no branches and no tags, by --mirror",
            (both, work) -> {
              String first = work.commit("a");
              work.clone.at(9).run("notes", "add", "-m", "Well done");
              work.clone.run("update-ref", "refs/changes/01/1/1", first);
              work.clone.run("update-ref", "refs/meta/config", first);
              work.clone.run("update-ref", "refs/pull/1/head", first);
              work.clone.run("update-ref", "refs/replace/" + first, first);
              work.clone.run("tag", "light");
              work.clone.at(9).run("tag", "-a", "-m", "One", "signed-off");
              both.push("--mirror");
            },
            "created refs/changes/01/1/1 +1 new=1 -0",
            "created refs/heads/main +1 new=1 -0",
            "created refs/meta/config +1 new=1 -0",
            "created refs/notes/commits +1 new=1 -0",
            "created refs/pull/1/head +1 new=1 -0",
            "created refs/replace/ID +1 new=1 -0",
            "created refs/tags/light light commit",
            "created refs/tags/signed-off annotated commit"),
        row(
            "names with quotes, signs and other letters",
            (both, work) -> {
              work.commit("a");
              both.push(ODD.stream().map(each -> "main:refs/heads/" + each).toArray(String[]::new));
            },
            ODD.stream()
                .map(
                    each ->
                        "created refs/heads/%s +1 new=%d -0"
                            .formatted(each, each.equals(ODD.get(0)) ? 1 : 0))
                .toArray(String[]::new)),
        row(
                "push options",
                (both, work) -> {
                  work.commit("a");
                  both.push("-oci.skip", "-oa=b c", "main");
                },
                "created refs/heads/main +1 new=1 -0")
            .and(
                events ->
                    assertThat(((Push) events.get(0).data()).options())
                        .containsExactly("ci.skip", "a=b c")));
  }

  private static Stream<EdgeCase> repositories() {
    return Stream.of(
        row(
            "HEAD unborn",
            (both, work) -> {
              work.commit("a");
              both.push("main:refs/heads/x");
            },
            "created refs/heads/x +1 new=1 -0"),
        row(
            "HEAD dangling",
            (both, work) -> {
              work.commit("a");
              both.push("main", "main:refs/heads/x");
              both.push(":main");
              work.commit("b");
              both.push("main:refs/heads/x");
            },
            "created refs/heads/main +1 new=1 -0",
            "created refs/heads/x +1 new=0 -0",
            "deleted refs/heads/main +0 new=0 -0",
            "updated refs/heads/x +1 new=1 -0"),
        row(
                "HEAD at a name that is not UTF-8",
                (both, work) -> {
                  work.commit("a");
                  for (Path each : both.folders()) {
                    Files.write(
                        each.resolve("HEAD"), "ref: refs/heads/gr\u00fcn\n".getBytes(ISO_8859_1));
                  }
                  both.push("main");
                },
                "created refs/heads/main +1 new=1 -0")
            .and(
                events ->
                    assertThat(((Push) events.get(0).data()).standing().defaultBranch())
                        .isEqualTo("gr\\xFCn")),
        row(
            "a branch of another name on the server",
            (both, work) -> {
              work.commit("a");
              both.push("main");
              both.both("symbolic-ref", "refs/heads/master", "refs/heads/main");
              work.commit("b");
              both.push("main:refs/heads/master");
              work.commit("c");
              both.push("main");
              work.commit("d");
              both.push("main:refs/heads/master", "main:refs/heads/x");
            },
            "created refs/heads/main +1 new=1 -0",
            "updated refs/heads/main +1 new=1 -0",
            "updated refs/heads/main +1 new=1 -0",
            "updated refs/heads/main +1 new=1 -0",
            "created refs/heads/x +1 new=0 -0"),
        row(
            "a server with alternates",
            (both, work) -> {
              work.commit("a");
              for (Path each : both.folders()) {
                Files.writeString(
                    Files.createDirectories(each.resolve("objects/info")).resolve("alternates"),
                    work.clone.folder().resolve(".git/objects") + "\n");
              }
              both.push("main");
            },
            "created refs/heads/main +1 new=1 -0"),
        row(
            "a push from a shallow clone and from a partial one",
            (both, work) -> {
              work.commit("a");
              work.commit("b");
              both.push("main");
              work.clone.run("config", "uploadpack.allowFilter", "true");
              Git near = Git.in(work.folder());
              near.run("clone", "-q", "--depth=1", "file://" + work.clone.folder(), "shallow");
              near.run(
                  "clone", "-q", "--filter=blob:none", "file://" + work.clone.folder(), "part");
              Git shallow = Git.in(near.folder().resolve("shallow"));
              shallow.at(50).run("commit", "-q", "--allow-empty", "-m", "shallow");
              both.pushFrom(shallow, "main");
              Git part = Git.in(near.folder().resolve("part"));
              part.at(51).run("commit", "-q", "--allow-empty", "-m", "part");
              both.pushFrom(part, "main:refs/heads/part");
              work.clone.run("fetch", "-q", "../shallow", "main");
              work.clone.run("fetch", "-q", "../part", "main");
            },
            "created refs/heads/main +2 new=2 -0",
            "updated refs/heads/main +1 new=1 -0",
            "created refs/heads/part +1 new=1 -0"));
  }
}

package io.repohook.git;

import static io.repohook.git.EdgeCase.row;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.Commit;
import io.repohook.event.Event;
import io.repohook.event.Push;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Stream;

/** Rows about commits. */
final class CommitCases {
  private static final String ALICE = "Alice <alice@example.com> 1700000000 +0000";
  private static final Charset SHIFT_JIS = Charset.forName("Shift_JIS");
  private static final String CREATED = "created refs/heads/main +1 new=1 -0";

  private CommitCases() {}

  static Stream<EdgeCase> rows() {
    return Stream.of(shapes(), messages(), people(), dates()).flatMap(each -> each);
  }

  private static Stream<EdgeCase> shapes() {
    return Stream.of(
        row(
            "merge and octopus",
            (both, work) -> {
              work.commit("a");
              for (String each : List.of("x", "y", "z")) {
                work.clone.run("checkout", "-q", "-b", each, "main");
                work.commit(each);
              }
              work.clone.run("checkout", "-q", "main");
              work.commit("b");
              work.merge("x");
              work.merge("y", "z");
              both.push("main");
            },
            "created refs/heads/main +7 new=7 -0"),
        row(
            "root commit and empty commit",
            (both, work) -> {
              work.commit("a");
              work.commitAll("nothing");
              both.push("main");
            },
            "created refs/heads/main +2 new=2 -0"),
        row(
            "clock skew: a commit dated years before its parent",
            (both, work) -> {
              work.commit("a");
              both.push("main");
              work.clone.at(-3_000_000).run("commit", "-q", "--allow-empty", "-m", "long ago");
              work.clone.at(3).run("commit", "-q", "--allow-empty", "-m", "now");
              both.push("main", "main~1:refs/heads/x");
            },
            CREATED,
            "updated refs/heads/main +2 new=2 -0",
            "created refs/heads/x +1 new=0 -0"));
  }

  private static Stream<EdgeCase> messages() {
    String bidi = "\u0007\u001b[31m\u202e\u2066\n";
    return Stream.of(
        message("empty", "", new byte[0], ""),
        message("of 1 MB", "", "x".repeat(1 << 20).getBytes(UTF_8), "x".repeat(1 << 20)),
        message("without a final newline", "", "one".getBytes(UTF_8), "one"),
        message("with CR", "", "one\r\n\r\ntwo\r".getBytes(UTF_8), "one\r\n\r\ntwo\r"),
        message("with NUL", "", "a\0b\n".getBytes(UTF_8), "a\0b\n"),
        message("with control and bidi characters", "", bidi.getBytes(UTF_8), bidi),
        message(
            "in ISO-8859-1",
            "ISO-8859-1",
            "Gr\u00fc\u00dfe".getBytes(ISO_8859_1),
            "Gr\u00fc\u00dfe"),
        message("in Shift-JIS", "Shift_JIS", "\u65e5\u672c".getBytes(SHIFT_JIS), "\u65e5\u672c"),
        message(
            "in an encoding that is wrong", "UTF-8", "Gr\u00fc".getBytes(ISO_8859_1), "Gr\u00fc"),
        message("in an encoding that is none", "x-none", "Gr\u00fc".getBytes(UTF_8), "Gr\u00fc"),
        message("of no UTF-8, without a header", "", "Gr\u00fc".getBytes(ISO_8859_1), "Gr\u00fc"));
  }

  private static EdgeCase message(String name, String encoding, byte[] text, String read) {
    return commit(
        "message " + name,
        ALICE,
        encoding,
        text,
        commit -> assertThat(commit.message()).isEqualTo(read));
  }

  private static Stream<EdgeCase> people() {
    return Stream.of(
        author("without a name", "<alice@example.com>", "", "alice@example.com"),
        author("without a mail address", "Alice <>", "Alice", ""),
        author("without either", "<>", "", ""),
        author("with <> in the name", "A. <B> C <a@b>", "A.", "B"),
        author(
            "with other letters",
            "Zo\u00eb \u2603 <z@example.com>",
            "Zo\u00eb \u2603",
            "z@example.com"),
        authorOfBytes("in ISO-8859-1, as the header says", "ISO-8859-1"),
        authorOfBytes("in ISO-8859-1, without a header", ""),
        authorOfBytes("in ISO-8859-1, where the header says UTF-8", "UTF-8"));
  }

  private static EdgeCase authorOfBytes(String name, String encoding) {
    return commit(
        "author " + name,
        "Zo\u00eb <z@example.com> 1700000000 +0000".getBytes(ISO_8859_1),
        encoding,
        "x".getBytes(UTF_8),
        commit -> assertThat(commit.author().name()).isEqualTo("Zo\u00eb"));
  }

  private static EdgeCase author(String name, String person, String read, String email) {
    return commit(
        "author " + name,
        person + " 1700000000 +0000",
        "",
        "x".getBytes(UTF_8),
        commit -> {
          assertThat(commit.author().name()).isEqualTo(read);
          assertThat(commit.author().email()).isEqualTo(email);
        });
  }

  private static Stream<EdgeCase> dates() {
    return Stream.of(
        date("of the zone +0545", "1700000000 +0545", "2023-11-15T03:58:20+05:45"),
        date("of the zone -0000", "1700000000 -0000", "2023-11-14T22:13:20Z"),
        date("of the zone +9999, which none is", "1700000000 +9999", "2023-11-14T22:13:20Z"),
        date("after 2038", "4000000000 +0000", "2096-10-02T07:06:40Z"),
        date("before 1970", "-1000 +0000", "1969-12-31T23:43:20Z"));
  }

  private static EdgeCase date(String name, String date, String read) {
    return commit(
        "date " + name,
        "Alice <alice@example.com> " + date,
        "",
        "x".getBytes(UTF_8),
        commit -> assertThat(commit.author().when()).hasToString(read));
  }

  /** Looks at the one commit that a row pushes. */
  @FunctionalInterface
  private interface Reading {
    void of(Commit commit);
  }

  private static EdgeCase commit(
      String name, String author, String encoding, byte[] message, Reading reading) {
    return commit(name, author.getBytes(UTF_8), encoding, message, reading);
  }

  /** A commit that git's own commands would not make. */
  private static EdgeCase commit(
      String name, byte[] author, String encoding, byte[] message, Reading reading) {
    return row(
            name,
            (both, work) -> {
              String tree = work.clone.runWith("", "mktree");
              ByteArrayOutputStream raw = new ByteArrayOutputStream();
              raw.writeBytes(("tree " + tree + "\nauthor ").getBytes(UTF_8));
              raw.writeBytes(author);
              raw.writeBytes(("\ncommitter " + ALICE + "\n").getBytes(UTF_8));
              raw.writeBytes(
                  (encoding.isEmpty() ? "" : "encoding " + encoding + "\n").getBytes(UTF_8));
              raw.write('\n');
              raw.writeBytes(message);
              String id =
                  work.clone.runWith(
                      raw.toByteArray(),
                      "hash-object",
                      "-t",
                      "commit",
                      "-w",
                      "--stdin",
                      "--literally");
              both.push(id + ":refs/heads/main");
            },
            CREATED)
        .and(events -> reading.of(only(events)));
  }

  private static Commit only(List<Event> events) {
    return ((Push) events.get(0).data()).commits().get(0);
  }
}

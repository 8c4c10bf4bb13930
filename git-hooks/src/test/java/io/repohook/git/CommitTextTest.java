package io.repohook.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.Commit;
import io.repohook.event.Signature;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Commits as anything may have written them, byte for byte. */
class CommitTextTest {
  private static final String ALICE = "Alice <alice@example.com> 1700000000 +0000";
  private static final Signature ALICE_READ =
      new Signature("Alice", "alice@example.com", OffsetDateTime.parse("2023-11-14T22:13:20Z"));

  @TempDir Path folder;
  private GitFixture git;
  private String tree;

  @BeforeEach
  void repository() throws Exception {
    git = new GitFixture(folder);
    tree = git.clone.runWith("", "mktree");
  }

  static Stream<Arguments> messages() {
    Charset shiftJis = Charset.forName("Shift_JIS");
    return Stream.of(
        Arguments.of("UTF-8 without a header", "", "Grüße 日本\n".getBytes(UTF_8), "Grüße 日本\n"),
        Arguments.of("ISO-8859-1", "ISO-8859-1", "Grüße\n".getBytes(ISO_8859_1), "Grüße\n"),
        Arguments.of("Shift-JIS", "Shift_JIS", "日本語\n".getBytes(shiftJis), "日本語\n"),
        Arguments.of("unknown charset", "x-none", "Grüße\n".getBytes(UTF_8), "Grüße\n"),
        Arguments.of("no charset's name", "?!", "Grüße\n".getBytes(UTF_8), "Grüße\n"),
        Arguments.of("wrong header", "UTF-8", "Grüße\n".getBytes(ISO_8859_1), "Grüße\n"),
        Arguments.of("no header, no UTF-8", "", "Grüße\n".getBytes(ISO_8859_1), "Grüße\n"),
        Arguments.of("empty", "", new byte[0], ""),
        Arguments.of("no final newline", "", "one".getBytes(UTF_8), "one"),
        Arguments.of("CR LF", "", "one\r\n\r\ntwo\r\n".getBytes(UTF_8), "one\r\n\r\ntwo\r\n"),
        Arguments.of("NUL", "", "a\0b\n".getBytes(UTF_8), "a\0b\n"),
        Arguments.of(
            "control and bidi",
            "",
            "\u0007\u001b[31m\u202e\u2066\n".getBytes(UTF_8),
            "\u0007\u001b[31m\u202e\u2066\n"),
        Arguments.of("one megabyte", "", "x".repeat(1 << 20).getBytes(UTF_8), "x".repeat(1 << 20)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("messages")
  void messageIsDecodedByItsHeaderElseAsItCanBe(
      String name, String encoding, byte[] message, String read) throws Exception {
    Commit commit = commit(ALICE, ALICE, encoding, message);

    assertThat(commit.message()).isEqualTo(read);
    assertThat(commit.author()).isEqualTo(ALICE_READ);
  }

  @Test
  void nameIsDecodedByTheHeaderToo() throws Exception {
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    raw.writeBytes(
        ("tree "
                + tree
                + "\nauthor Jürgen <j@example.com> 1700000000 +0000\n"
                + "committer "
                + ALICE
                + "\nencoding ISO-8859-1\n\nx\n")
            .getBytes(ISO_8859_1));

    assertThat(commit(raw.toByteArray()).author().name()).isEqualTo("Jürgen");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "Alice <alice@example.com>, Alice, alice@example.com",
        "<alice@example.com>, '', alice@example.com",
        "' <alice@example.com>', '', alice@example.com",
        "Alice <>, Alice, ''",
        "<>, '', ''",
        "A. <B> C <a@b>, A., B",
        "Zoë ☃ <z@example.com>, Zoë ☃, z@example.com",
      })
  void personIsReadAsFarAsItIsThere(String person, String name, String email) throws Exception {
    Commit commit = commit(person + " 1700000000 +0000", ALICE, "", "x".getBytes(UTF_8));

    assertThat(commit.author().name()).isEqualTo(name);
    assertThat(commit.author().email()).isEqualTo(email);
    assertThat(commit.committer()).isEqualTo(ALICE_READ);
  }

  @ParameterizedTest
  @CsvSource({
    "1700000000 +0545, 2023-11-15T03:58:20+05:45",
    "1700000000 -0000, 2023-11-14T22:13:20Z",
    "1700000000 -0330, 2023-11-14T18:43:20-03:30",
    "1700000000 +1400, 2023-11-15T12:13:20+14:00",
    "1700000000 +9999, 2023-11-14T22:13:20Z",
    "1700000000 -9999, 2023-11-14T22:13:20Z",
    "0 +0000, 1970-01-01T00:00:00Z",
    "-86400 +0000, 1969-12-31T00:00:00Z",
    "4102444800 +0000, 2100-01-01T00:00:00Z",
    "253402300800 +0000, +10000-01-01T00:00:00Z",
  })
  void dateIsTheOneRecordedInItsZone(String recorded, OffsetDateTime read) throws Exception {
    Commit commit = commit("A <a@b> " + recorded, "A <a@b> " + recorded, "", new byte[0]);

    assertThat(commit.author().when()).isEqualTo(read);
    assertThat(commit.author().when().getOffset()).isEqualTo(read.getOffset());
    assertThat(commit.committer()).isEqualTo(commit.author());
  }

  @ParameterizedTest
  @CsvSource({
    "A <a@b>",
    "A <a@b> ",
    "A <a@b> soon",
    "A <a@b> 1700000000",
    "A <a@b> 99999999999999999999 +0000",
    "A <a@b> 9223372036854775807 +0000",
    "A <a@b",
    "A",
    "''",
  })
  void personWithoutAReadableDateIsStillSomebodyAtSomeTime(String author) throws Exception {
    Commit commit = commit(author, ALICE, "", "words".getBytes(UTF_8));

    assertThat(commit.author().when()).isNotNull();
    assertThat(commit.author().name()).isIn("A", "");
    assertThat(commit.message()).isEqualTo("words");
    assertThat(commit.committer()).isEqualTo(ALICE_READ);
  }

  @Test
  void commitWithoutAuthorAndCommitterIsListed() throws Exception {
    Commit commit = commit(("tree " + tree + "\n\nwords").getBytes(UTF_8));

    assertThat(commit.message()).isEqualTo("words");
    assertThat(commit.author().name()).isEmpty();
  }

  @Test
  void signatureOfACommitIsNoPartOfItsMessage() throws Exception {
    Commit commit =
        commit(
            ("tree "
                    + tree
                    + "\nauthor "
                    + ALICE
                    + "\ncommitter "
                    + ALICE
                    + "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n abc\n -----END PGP SIGNATURE-----\n\n"
                    + "words\n")
                .getBytes(UTF_8));

    assertThat(commit.message()).isEqualTo("words\n");
  }

  private Commit commit(String author, String committer, String encoding, byte[] message)
      throws Exception {
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    raw.writeBytes(("tree " + tree + "\nauthor " + author + "\n").getBytes(UTF_8));
    raw.writeBytes(("committer " + committer + "\n").getBytes(UTF_8));
    raw.writeBytes((encoding.isEmpty() ? "\n" : "encoding " + encoding + "\n\n").getBytes(UTF_8));
    raw.writeBytes(message);
    return commit(raw.toByteArray());
  }

  /** Writes it as it is, pushes it to a branch and reads it back from the event. */
  private Commit commit(byte[] raw) throws Exception {
    String id =
        git.clone.runWith(raw, "hash-object", "-t", "commit", "-w", "--stdin", "--literally");
    return new TakenIn(git.server).push(git.push(id + ":refs/heads/main")).commits().get(0);
  }
}

package io.repohook.job.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.channel.Mask;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TailTest {
  private static final Mask NOTHING = new Mask(List.of());

  @Test
  void allOfALittleIsTold() {
    assertThat(tail("a\nb").text(NOTHING)).isEqualTo(new Tail.Text("a\nb", false));
    assertThat(tail("").text(NOTHING)).isEqualTo(new Tail.Text("", false));
    assertThat(tail("\n\n").text(NOTHING)).isEqualTo(new Tail.Text("\n\n", false));
  }

  @Test
  void lastLinesOfMuchAreTold() {
    Tail.Text text = tail(lines(1, 5_000)).text(NOTHING);

    assertThat(text).isEqualTo(new Tail.Text(lines(4_901, 5_000), true));
  }

  @Test
  void onlyWholeLinesWithinTheBytesAreTold() {
    String line = "x".repeat(5_000) + "\n";

    assertThat(tail(line.repeat(50)).text(NOTHING)).isEqualTo(new Tail.Text(line.repeat(3), true));
  }

  @Test
  void endOfALineThatIsTooLongIsTold() {
    Tail.Text text = tail("ä".repeat(1_000_000) + "end").text(NOTHING);

    assertThat(text.text()).endsWith("äend").hasSizeLessThanOrEqualTo(Tail.BYTES);
    assertThat(text.truncated()).isTrue();
  }

  @Test
  void secretIsHiddenAlsoWhereTheTailCutsIt() {
    String secret = "begin" + "s".repeat(30_000) + "\n" + "t".repeat(30_000);
    String printed = "before ".repeat(5_000) + secret + "\n" + "y\n".repeat(5);

    // All before the secret is one line, which is longer than a tail.
    assertThat(tail(printed).text(new Mask(List.of(secret))).text()).isEqualTo("y\n".repeat(5));
    assertThat(tail("\n" + printed.substring(35_000)).text(new Mask(List.of(secret))).text())
        .isEqualTo("\n****\n" + "y\n".repeat(5));
  }

  @Test
  void endOfASecretIsHiddenAlsoWhereNearlyAllIsSecret() {
    String secret = "abcdefghijklmnopqrstuvwxyz0123456789";
    Tail.Text text = tail((secret + " ").repeat(5_001)).text(new Mask(List.of(secret)));

    assertThat(text.text().replace("****", "").strip()).isEmpty();
    assertThat(text.truncated()).isTrue();
  }

  @Test
  void pieceLargerThanAllThatIsKeptIsKeptByItsEnd() {
    String much = "z".repeat(200_000) + "\nlast\n";
    Tail tail = tail("first\n");
    tail.add(much.getBytes(UTF_8), much.length());

    assertThat(tail.text(NOTHING)).isEqualTo(new Tail.Text("last\n", true));
  }

  private static String lines(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> "line " + i + "\n").collect(joining());
  }

  /** Printed in pieces that end anywhere. */
  private static Tail tail(String printed) {
    Tail tail = new Tail();
    byte[] bytes = printed.getBytes(UTF_8);
    byte[] piece = new byte[777];
    for (int at = 0; at < bytes.length; at += piece.length) {
      int length = Math.min(piece.length, bytes.length - at);
      System.arraycopy(bytes, at, piece, 0, length);
      tail.add(piece, length);
    }
    return tail;
  }
}

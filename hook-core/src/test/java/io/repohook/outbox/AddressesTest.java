package io.repohook.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.repohook.channel.Estimate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
  /** Four standard deviations of what the class promises. */
  private static final double TOLERANCE = 4 * 0.023;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 100, Addresses.EXACT})
  void fewAreCountedExactlyHoweverOftenTheyCome(int count) {
    Addresses addresses = of(0, count);
    addresses.add(of(0, count));

    assertThat(again(addresses).number()).isEqualTo(new Estimate(count, true));
  }

  @ParameterizedTest
  @ValueSource(ints = {Addresses.EXACT + 1, 1_000, 5_000, 20_000, 300_000})
  void manyAreEstimatedAndTheEstimateSaysSo(int count) {
    Estimate estimate = again(of(0, count)).number();

    assertThat(estimate.exact()).isFalse();
    assertThat((double) estimate.number()).isCloseTo(count, within(count * TOLERANCE));
  }

  @Test
  void addedUpTheyAreWhatOneAloneWouldHaveCounted() {
    for (int[] sizes : new int[][] {{10, 20}, {200, 200}, {100, 3_000}, {4_000, 7_000}}) {
      Addresses sum = of(0, sizes[0]);
      sum.add(again(of(sizes[0] / 2, sizes[0] / 2 + sizes[1])));

      assertThat(sum.encode()).isEqualTo(of(0, sizes[0] / 2 + sizes[1]).encode());
    }
  }

  @Test
  void theyTakeLittleRoomHoweverManyThereAre() {
    assertThat(of(0, Addresses.EXACT).encode()).hasSize(1 + 8 * Addresses.EXACT);
    assertThat(of(0, 100_000).encode()).hasSize(1 + 2_048);
  }

  private static Addresses of(int from, int to) {
    Addresses addresses = Addresses.none();
    IntStream.range(from, to)
        .mapToObj(i -> "10.%d.%d.%d".formatted(i >> 16, (i >> 8) & 255, i & 255))
        .forEach(addresses::add);
    return addresses;
  }

  private static Addresses again(Addresses addresses) {
    return Addresses.decode(addresses.encode());
  }
}

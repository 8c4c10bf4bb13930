package io.repohook.outbox;

import java.nio.ByteBuffer;

/**
 * The registers of a HyperLogLog: the first bits of a hash choose one, which keeps the most zeros
 * that any hash had before its first one in the other bits.
 *
 * <p>The estimate is Otmar Ertl's, "New cardinality estimation algorithms for HyperLogLog sketches"
 * (2017): right from the first element on, without tables of corrections.
 */
final class Registers {
  private static final int CHOOSING_BITS = 11;
  static final int COUNT = 1 << CHOOSING_BITS;

  private static final int OTHER_BITS = Long.SIZE - CHOOSING_BITS;

  /** As it would be with endlessly many registers. */
  private static final double ALPHA = 1 / (2 * Math.log(2));

  private final byte[] registers = new byte[COUNT];

  /** All empty. */
  Registers() {}

  /** As {@link #write} wrote them. */
  Registers(ByteBuffer in) {
    in.get(registers);
  }

  void write(ByteBuffer out) {
    out.put(registers);
  }

  void add(long hash) {
    int chosen = (int) (hash >>> OTHER_BITS);
    int zeros = Math.min(Long.numberOfLeadingZeros(hash << CHOOSING_BITS), OTHER_BITS);
    raise(chosen, (byte) (zeros + 1));
  }

  void add(Registers other) {
    for (int i = 0; i < COUNT; i++) {
      raise(i, other.registers[i]);
    }
  }

  private void raise(int register, byte value) {
    if (registers[register] < value) {
      registers[register] = value;
    }
  }

  /** How many different hashes were added, about. */
  double estimate() {
    int[] withValue = new int[OTHER_BITS + 2];
    for (byte each : registers) {
      withValue[each]++;
    }
    double sum = COUNT * ofFull(1 - withValue[OTHER_BITS + 1] / (double) COUNT);
    for (int value = OTHER_BITS; value >= 1; value--) {
      sum = (sum + withValue[value]) / 2;
    }
    sum += COUNT * ofEmpty(withValue[0] / (double) COUNT);
    return ALPHA * COUNT * COUNT / sum;
  }

  /** The paper's sigma: what the empty registers say. */
  private static double ofEmpty(double part) {
    if (part == 1) {
      return Double.POSITIVE_INFINITY;
    }
    double power = part;
    double factor = 1;
    double sum = part;
    double before;
    do {
      power *= power;
      before = sum;
      sum += power * factor;
      factor *= 2;
    } while (sum != before);
    return sum;
  }

  /** The paper's tau: what the registers say that can rise no further. */
  private static double ofFull(double part) {
    if (part == 0 || part == 1) {
      return 0;
    }
    double root = part;
    double factor = 1;
    double sum = 1 - part;
    double before;
    do {
      root = Math.sqrt(root);
      before = sum;
      factor /= 2;
      sum -= (1 - root) * (1 - root) * factor;
    } while (sum != before);
    return sum / 3;
  }
}

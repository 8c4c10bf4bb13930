package io.repohook.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repohook.channel.Estimate;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Counts different addresses in little room, however many there are: exactly up to {@value #EXACT},
 * beyond that as an estimate. Two of them can be added up, and what both have counted is counted
 * once. Holds hashes, no address. Confined to one thread.
 *
 * <p>The estimate is that of a HyperLogLog with 2,048 registers: in two of three cases it is off by
 * less than 2.3 %, in 19 of 20 by less than 4.6 %.
 */
public final class Addresses {
  /** So many hashes take as much room as the registers. */
  static final int EXACT = 256;

  private static final byte HASHES = 0;
  private static final byte REGISTERS = 1;

  /** Sorted; the first so many count. */
  private long[] hashes = new long[8];

  private int count;
  private @Nullable Registers registers;

  private Addresses() {}

  public static Addresses none() {
    return new Addresses();
  }

  /** Reads what {@link #encode} wrote. */
  public static Addresses decode(byte[] encoded) {
    Addresses addresses = new Addresses();
    ByteBuffer in = ByteBuffer.wrap(encoded);
    if (in.get() == REGISTERS) {
      addresses.registers = new Registers(in);
    } else {
      addresses.count = in.remaining() / Long.BYTES;
      addresses.hashes = new long[Math.max(8, addresses.count)];
      in.asLongBuffer().get(addresses.hashes, 0, addresses.count);
    }
    return addresses;
  }

  /** As a store keeps it. */
  public byte[] encode() {
    if (registers != null) {
      ByteBuffer out = ByteBuffer.allocate(1 + Registers.COUNT).put(REGISTERS);
      registers.write(out);
      return out.array();
    }
    ByteBuffer out = ByteBuffer.allocate(1 + count * Long.BYTES).put(HASHES);
    out.asLongBuffer().put(hashes, 0, count);
    return out.array();
  }

  /** Counts an address, unless it has been counted. */
  public void add(String address) {
    add(hash(address));
  }

  /** Counts what the other one has counted. */
  public void add(Addresses other) {
    if (other.registers != null) {
      estimating().add(other.registers);
    } else {
      for (int i = 0; i < other.count; i++) {
        add(other.hashes[i]);
      }
    }
  }

  private void add(long hash) {
    if (registers != null) {
      registers.add(hash);
      return;
    }
    int found = Arrays.binarySearch(hashes, 0, count, hash);
    if (found < 0) {
      insert(hash, -found - 1);
    }
    if (count > EXACT) {
      estimating();
    }
  }

  private void insert(long hash, int at) {
    if (count == hashes.length) {
      hashes = Arrays.copyOf(hashes, 2 * count);
    }
    System.arraycopy(hashes, at, hashes, at + 1, count - at);
    hashes[at] = hash;
    count++;
  }

  private Registers estimating() {
    if (registers == null) {
      Registers made = new Registers();
      for (int i = 0; i < count; i++) {
        made.add(hashes[i]);
      }
      registers = made;
    }
    return registers;
  }

  /** How many different ones there were. */
  public Estimate number() {
    return registers == null
        ? new Estimate(count, true)
        : new Estimate(Math.round(registers.estimate()), false);
  }

  /** FNV-1a, and the last steps of MurmurHash3, which spread its bits. */
  private static long hash(String address) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : address.getBytes(UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }
}

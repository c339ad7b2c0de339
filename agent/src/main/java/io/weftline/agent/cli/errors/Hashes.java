package io.weftline.agent.cli.errors;

/** A set of 64-bit hashes, 11 to 22 bytes each. One thread. */
final class Hashes {
  private static final long ODD = 0x9e3779b97f4a7c15L;

  // Open addressing, at most three quarters full; a hash is never 0.
  private long[] slots = new long[0];
  private int count;

  /** Whether it is there. */
  boolean contains(long hash) {
    return count > 0 && slots[slotOf(hash)] != 0;
  }

  /** Adds it; false if it was there. */
  boolean add(long hash) {
    if (4L * (count + 1) > 3L * slots.length) {
      grow();
    }
    int slot = slotOf(hash);
    if (slots[slot] != 0) {
      return false;
    }
    slots[slot] = nonZero(hash);
    count++;
    return true;
  }

  int count() {
    return count;
  }

  private int slotOf(long hash) {
    long wanted = nonZero(hash);
    int slot = (int) (wanted * ODD >>> 33) & slots.length - 1;
    while (slots[slot] != 0 && slots[slot] != wanted) {
      slot = slot + 1 & slots.length - 1;
    }
    return slot;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[Math.max(4, old.length * 2)];
    for (long hash : old) {
      if (hash != 0) {
        slots[slotOf(hash)] = hash;
      }
    }
  }

  private static long nonZero(long hash) {
    return hash == 0 ? ODD : hash;
  }

  static long of(String text) {
    long hash = 0xCBF29CE484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
    }
    return mix(hash);
  }

  static long of(byte[] bytes, int offset, int length) {
    long hash = 0xCBF29CE484222325L;
    for (int i = offset; i < offset + length; i++) {
      hash = (hash ^ bytes[i]) * 0x100000001B3L;
    }
    return mix(hash);
  }

  static long of(long hash, long number) {
    return mix(hash + number * ODD);
  }

  /** Every bit of the result depends on every bit. */
  private static long mix(long hash) {
    long mixed = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
    return mixed ^ mixed >>> 31;
  }
}

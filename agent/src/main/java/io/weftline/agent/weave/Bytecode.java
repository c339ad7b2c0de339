package io.weftline.agent.weave;

/**
 * Tells trivial methods by their code: getters, setters and the like, whose time is that of the
 * clock that would measure it.
 */
final class Bytecode {
  /** Longer code is no getter's, whatever it consists of. */
  private static final int MAX_TRIVIAL_BYTES = 64;

  private Bytecode() {}

  /**
   * Whether the code has no call, no backward jump, no lock, no allocation, no throw and no switch.
   *
   * @param from where the code begins in {@code code}
   */
  static boolean isTrivial(byte[] code, int from, int length) {
    if (length > MAX_TRIVIAL_BYTES) {
      return false;
    }
    int at = 0;
    while (at < length) {
      int opcode = code[from + at] & 0xff;
      int size = size(opcode);
      if (size == 0) {
        return false;
      }
      if (opcode >= 0x99 && opcode <= 0xa7 || opcode == 0xc6 || opcode == 0xc7) {
        int distance = (short) ((code[from + at + 1] & 0xff) << 8 | code[from + at + 2] & 0xff);
        if (distance <= 0) {
          return false;
        }
      }
      at += size;
    }
    return true;
  }

  /** How many bytes the instruction takes; 0 for one that a trivial method has not. */
  private static int size(int opcode) {
    if (opcode <= 0x0f) {
      return 1; // nop and small constants
    }
    if (opcode <= 0x14) {
      return opcode == 0x10 || opcode == 0x12 ? 2 : 3; // bipush and ldc; sipush, ldc_w, ldc2_w
    }
    if (opcode <= 0x19) {
      return 2; // loads with an index
    }
    if (opcode <= 0x35) {
      return 1; // loads
    }
    if (opcode <= 0x3a) {
      return 2; // stores with an index
    }
    if (opcode <= 0x83) {
      return 1; // stores, stack, arithmetic
    }
    if (opcode == 0x84) {
      return 3; // iinc
    }
    if (opcode <= 0x98) {
      return 1; // conversions, comparisons
    }
    if (opcode <= 0xa7) {
      return 3; // jumps
    }
    if (opcode >= 0xac && opcode <= 0xb1) {
      return 1; // returns
    }
    if (opcode >= 0xb2 && opcode <= 0xb5) {
      return 3; // fields
    }
    switch (opcode) {
      case 0xbe: // arraylength
        return 1;
      case 0xc0: // checkcast
      case 0xc1: // instanceof
      case 0xc6: // ifnull
      case 0xc7: // ifnonnull
        return 3;
      default:
        return 0;
    }
  }
}

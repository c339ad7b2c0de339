package io.weftline.agent.output;

import java.util.Arrays;

/**
 * The bytes of texts that come again and again: statements, names of methods, of classes, of
 * threads. Known by identity, since such texts are the same objects each time; a text that is seen
 * for the first time costs a slot and nothing else.
 *
 * <p>Bounded by its slots and the length of what it takes. Belongs to the writer's thread.
 */
final class EncodedTexts {
  private static final int SLOTS = 1 << 10;
  private static final int MAX_CHARS = 2_048;

  private final String[] texts = new String[SLOTS];
  private final byte[][] encoded = new byte[SLOTS][];

  /** Appends a text, escaped, without quotes. */
  void append(String text, LineBuffer out) {
    if (text.length() > MAX_CHARS) {
      out.text(text);
      return;
    }
    int slot = slotOf(text.hashCode());
    if (texts[slot] == text) {
      byte[] bytes = encoded[slot];
      if (bytes != null) {
        out.append(bytes);
        return;
      }
      int start = out.length();
      out.text(text);
      encoded[slot] = Arrays.copyOfRange(out.bytes(), start, out.length());
      return;
    }
    texts[slot] = text;
    encoded[slot] = null;
    out.text(text);
  }

  private static int slotOf(int hash) {
    return (hash ^ hash >>> 16) & SLOTS - 1;
  }
}

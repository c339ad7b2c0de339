package io.weftline.agent.output;

import java.util.Arrays;

/**
 * The bytes of texts that come again and again, with what stands before and behind them:
 * statements, names of methods, of classes, of threads. Known by identity, since such texts are the
 * same objects each time; a text that is seen for the first time costs a slot and nothing else.
 *
 * <p>Bounded by its slots and the length of what it takes. Belongs to the writer's thread.
 */
class EncodedTexts {
  private static final int MAX_CHARS = 2_048;
  private static final byte[] NOTHING = {};

  private final byte[] before;
  private final byte[] behind;
  private final String[] texts;
  private final byte[][] encoded;

  /**
   * @param slots a power of two
   */
  EncodedTexts(int slots, byte[] before, byte[] behind) {
    this.before = before;
    this.behind = behind;
    texts = new String[slots];
    encoded = new byte[slots][];
  }

  /** Of nothing but the texts. */
  EncodedTexts(int slots) {
    this(slots, NOTHING, NOTHING);
  }

  /** Appends a text, escaped, without quotes. */
  final void append(String text, LineBuffer out) {
    if (text.length() > MAX_CHARS) {
      encode(text, out);
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
      encode(text, out);
      encoded[slot] = Arrays.copyOfRange(out.bytes(), start, out.length());
      return;
    }
    texts[slot] = text;
    encoded[slot] = null;
    encode(text, out);
  }

  private void encode(String text, LineBuffer out) {
    out.append(before);
    escape(text, out);
    out.append(behind);
  }

  /** Appends the text itself, the same whenever it is asked for. */
  void escape(String text, LineBuffer out) {
    out.text(text);
  }

  private int slotOf(int hash) {
    return (hash ^ hash >>> 16) & texts.length - 1;
  }
}

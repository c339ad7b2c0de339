package io.weftline.agent.http;

import io.weftline.agent.trace.Ids;
import java.util.UUID;

/**
 * The id that a request is known by to its caller: theirs if it is harmless wherever it may be
 * printed, else one of ours, a random UUID (RFC 9562, version 4).
 */
final class RequestIds {
  static final int MAX_LENGTH = 128;

  private static final String OTHERS = "-_.:+/=@~";

  private RequestIds() {}

  /** The header as it is, if it may be believed; else null. */
  static String accepted(String header) {
    if (header == null || header.isEmpty() || header.length() > MAX_LENGTH) {
      return null;
    }
    for (int i = 0; i < header.length(); i++) {
      char c = header.charAt(i);
      if (!(c >= 'a' && c <= 'z'
          || c >= 'A' && c <= 'Z'
          || c >= '0' && c <= '9'
          || OTHERS.indexOf(c) >= 0)) {
        return null;
      }
    }
    return header;
  }

  static String make(Ids ids) {
    long high = ids.nextHalf() & 0xffffffffffff0fffL | 0x4000L;
    long low = ids.next() & 0x3fffffffffffffffL | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }
}

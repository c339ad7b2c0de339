package io.weftline.e2e;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a server has answered.
 *
 * @param status 0 if the connection ended instead
 * @param headers by their names in small letters
 */
record Answer(int status, Map<String, List<String>> headers, String body) {
  /** What is another one each time: the hash of an object, the number of a lambda's class. */
  private static final String CHANCE = "[@-][0-9a-f]{5,8}\\b|Lambda[$/][0-9$/a-fx]*|0x[0-9a-f]{8,}";

  static Answer of(int status, Map<String, List<String>> headers, String body) {
    Map<String, List<String>> lower = new TreeMap<>();
    headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), values));
    return new Answer(status, lower, body);
  }

  /** The only value of a header; null if there is none. */
  String header(String name) {
    List<String> values = headers.get(name);
    if (values == null) {
      return null;
    }
    if (values.size() != 1) {
      throw new AssertionError(name + " is there " + values.size() + " times: " + this);
    }
    return values.get(0);
  }

  /** What the agent must not change, in one line. */
  String seen() {
    TreeSet<String> names = new TreeSet<>(headers.keySet());
    names.removeAll(List.of("x-request-id", "x-error-id", "content-length"));
    return status
        + " "
        + names
        + " "
        + headers.get("content-type")
        + " "
        + body.replaceAll(CHANCE, "-");
  }
}

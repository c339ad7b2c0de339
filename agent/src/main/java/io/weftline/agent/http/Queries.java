package io.weftline.agent.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Redacts the query of a URL: the value of a parameter whose name says that it is a secret is not
 * written. Names are compared as they stand, and decoded where they are encoded.
 *
 * <p>Immutable.
 */
final class Queries {
  static final int MAX_LENGTH = 1_000;
  private static final String REDACTED = "REDACTED";

  private final List<String> names;

  /**
   * @param names parts of names, in lower case
   */
  Queries(List<String> names) {
    this.names = new ArrayList<String>(names);
  }

  /** The query as it may be written; null if there is none. */
  String redacted(String query) {
    if (query == null || query.isEmpty()) {
      return null;
    }
    String text = query.length() > MAX_LENGTH ? query.substring(0, MAX_LENGTH) : query;
    StringBuilder out = new StringBuilder(text.length());
    for (int at = 0; at <= text.length(); ) {
      int end = text.indexOf('&', at);
      end = end < 0 ? text.length() : end;
      int equals = text.indexOf('=', at);
      if (equals >= 0 && equals < end && isSecret(text.substring(at, equals))) {
        out.append(text, at, equals + 1).append(REDACTED);
      } else {
        out.append(text, at, end);
      }
      if (end == text.length()) {
        break;
      }
      out.append('&');
      at = end + 1;
    }
    return out.toString();
  }

  private boolean isSecret(String name) {
    String plain = (name.indexOf('%') < 0 ? name : decoded(name)).toLowerCase(Locale.ROOT);
    for (int i = 0; i < names.size(); i++) {
      if (plain.contains(names.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** ASCII only: the names of secrets are. */
  private static String decoded(String name) {
    StringBuilder out = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      int high = i + 2 < name.length() ? Character.digit(name.charAt(i + 1), 16) : -1;
      int low = i + 2 < name.length() ? Character.digit(name.charAt(i + 2), 16) : -1;
      if (name.charAt(i) == '%' && high >= 0 && low >= 0) {
        out.append((char) (high << 4 | low));
        i += 2;
      } else {
        out.append(name.charAt(i));
      }
    }
    return out.toString();
  }
}

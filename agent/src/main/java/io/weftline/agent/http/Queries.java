package io.weftline.agent.http;

import io.weftline.agent.redact.SecretNames;

/**
 * Redacts the query of a URL: the value of a parameter whose name says that it is a secret is not
 * written, nor is a value with such a parameter inside. Names are compared decoded, as often as
 * they have been encoded.
 *
 * <p>Immutable.
 */
final class Queries {
  static final int MAX_LENGTH = 1_000;
  private static final String REDACTED = "REDACTED";

  /** What has been encoded more often is nobody's name. */
  private static final int MAX_ENCODINGS = 4;

  /** Where the name of a parameter within a value begins. */
  private static final String DELIMITERS = "&;?#/,=";

  private final SecretNames secrets;

  Queries(SecretNames secrets) {
    this.secrets = secrets;
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
      append(out, text.substring(at, end));
      if (end < text.length()) {
        out.append('&');
      }
      at = end + 1;
    }
    return out.toString();
  }

  private void append(StringBuilder out, String parameter) {
    int equals = parameter.indexOf('=');
    String value = decoded(parameter.substring(equals + 1));
    if (equals >= 0 && secrets.isOneOfRequest(decoded(parameter.substring(0, equals)))
        || hasSecret(value)) {
      out.append(parameter, 0, equals + 1).append(REDACTED);
    } else {
      out.append(parameter);
    }
  }

  private boolean hasSecret(String value) {
    for (int at = value.indexOf('='); at >= 0; at = value.indexOf('=', at + 1)) {
      int from = at;
      while (from > 0 && DELIMITERS.indexOf(value.charAt(from - 1)) < 0) {
        from--;
      }
      if (secrets.isOneOfRequest(value.substring(from, at))) {
        return true;
      }
    }
    return false;
  }

  private static String decoded(String text) {
    String plain = text;
    for (int i = 0; i < MAX_ENCODINGS && plain.indexOf('%') >= 0; i++) {
      plain = decodedOnce(plain);
    }
    return plain;
  }

  /** ASCII only: the names of secrets are. */
  private static String decodedOnce(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
      if (text.charAt(i) == '%' && high >= 0 && low >= 0) {
        out.append((char) (high << 4 | low));
        i += 2;
      } else {
        out.append(text.charAt(i));
      }
    }
    return out.toString();
  }
}

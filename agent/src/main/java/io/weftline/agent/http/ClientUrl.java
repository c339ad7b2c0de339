package io.weftline.agent.http;

import java.util.Locale;

/**
 * The URL of a call as it may be written: without user and fragment, values of secrets taken out of
 * the query and of the session that some servers keep in the path.
 */
final class ClientUrl {
  /** More than this is cut. */
  static final int MAX_LENGTH = 1_000;

  private static final String SESSION = ";jsessionid=";

  private ClientUrl() {}

  /**
   * @param port the one that was named, else negative
   * @param path raw, or null
   * @param query raw, or null
   * @return may be longer than {@link #MAX_LENGTH}, but not by much
   */
  static String of(
      String scheme, String host, int port, String path, String query, Queries queries) {
    StringBuilder url = new StringBuilder(64);
    url.append(scheme == null ? "http" : scheme).append("://");
    boolean bare = host != null && host.indexOf(':') >= 0 && !host.startsWith("[");
    url.append(bare ? "[" : "").append(host == null ? "" : host).append(bare ? "]" : "");
    if (port >= 0) {
      url.append(':').append(port);
    }
    appendPath(url, path == null || path.isEmpty() ? "/" : path);
    String redacted = queries.redacted(query);
    if (redacted != null) {
      url.append('?').append(redacted);
    }
    return url.toString();
  }

  private static void appendPath(StringBuilder url, String path) {
    String text = path.length() > MAX_LENGTH ? path.substring(0, MAX_LENGTH) : path;
    int session = text.toLowerCase(Locale.ROOT).indexOf(SESSION);
    if (session < 0) {
      url.append(text);
      return;
    }
    int from = session + SESSION.length();
    int to = from;
    while (to < text.length() && ";/".indexOf(text.charAt(to)) < 0) {
      to++;
    }
    url.append(text, 0, from).append("REDACTED").append(text, to, text.length());
  }
}

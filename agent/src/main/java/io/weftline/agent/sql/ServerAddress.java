package io.weftline.agent.sql;

/**
 * A host and a port out of a URL. Strict: a host has the characters that hosts have and a port is a
 * number, since {@code user:password} looks the same otherwise.
 *
 * <p>Immutable.
 */
final class ServerAddress {
  static final ServerAddress NONE = new ServerAddress(null, -1);

  private static final int MAX_HOST_CHARS = 255;
  private static final int MAX_PORT_DIGITS = 5;
  private static final int MAX_PORT = 65_535;

  private final String host;
  private final int port;

  private ServerAddress(String host, int port) {
    this.host = host;
    this.port = port;
  }

  /** The name or address, or null. */
  String host() {
    return host;
  }

  /** The port, or -1. */
  int port() {
    return port;
  }

  static ServerAddress of(String host, String port) {
    if (host == null || !isHost(host)) {
      return NONE;
    }
    return new ServerAddress(host, port == null ? -1 : portOf(port));
  }

  /**
   * The first of {@code host:port,host:port}, each part of it optional.
   *
   * @return null if it is something else, which then may be secret
   */
  static ServerAddress first(String authority) {
    if (authority.isEmpty()) {
      return NONE;
    }
    String all = authority;
    if (all.charAt(0) == '[' && !isAddress6(all)) {
      all = all.substring(1);
    }
    int comma = all.indexOf(',');
    String first = comma < 0 ? all : all.substring(0, comma);
    if (first.endsWith("]") && first.charAt(0) != '[') {
      first = first.substring(0, first.length() - 1);
    }
    if (first.startsWith("[")) {
      int close = first.indexOf(']');
      return close < 0 ? null : withPort(first.substring(1, close), first.substring(close + 1));
    }
    int colon = first.indexOf(':');
    return colon < 0
        ? withPort(first, "")
        : withPort(first.substring(0, colon), first.substring(colon));
  }

  private static ServerAddress withPort(String host, String colonAndPort) {
    if (host.isEmpty() && !colonAndPort.isEmpty() || !host.isEmpty() && !isHost(host)) {
      return null;
    }
    if (colonAndPort.isEmpty() || colonAndPort.equals(":")) {
      return host.isEmpty() ? NONE : new ServerAddress(host, -1);
    }
    int port = colonAndPort.charAt(0) == ':' ? portOf(colonAndPort.substring(1)) : -1;
    return port < 0 ? null : new ServerAddress(host, port);
  }

  private static boolean isAddress6(String text) {
    int close = text.indexOf(']');
    int colon = text.indexOf(':');
    return close > 0
        && colon > 0
        && text.indexOf(':', colon + 1) > 0
        && isHost(text.substring(1, close))
        && text.indexOf(':', colon + 1) < close
        && text.substring(1, close).indexOf(',') < 0;
  }

  private static boolean isHost(String text) {
    if (text.isEmpty() || text.length() > MAX_HOST_CHARS) {
      return false;
    }
    int colons = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ':') {
        colons++;
      } else if (!Characters.isLetter(c)
          && !Characters.isDigit(c)
          && c != '.'
          && c != '-'
          && c != '_') {
        return false;
      }
    }
    return colons != 1;
  }

  private static int portOf(String text) {
    if (text.isEmpty() || text.length() > MAX_PORT_DIGITS) {
      return -1;
    }
    int port = 0;
    for (int i = 0; i < text.length(); i++) {
      if (!Characters.isDigit(text.charAt(i))) {
        return -1;
      }
      port = port * 10 + text.charAt(i) - '0';
    }
    return port > 0 && port <= MAX_PORT ? port : -1;
  }

  @Override
  public String toString() {
    return host + " " + port;
  }
}

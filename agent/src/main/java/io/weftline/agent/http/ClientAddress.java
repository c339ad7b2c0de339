package io.weftline.agent.http;

import io.weftline.agent.event.Warnings;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * Who sent a request: the other end of the connection, or, where that is a proxy that is trusted,
 * whom it names. Of a chain of proxies the last that is not trusted counts, since whatever stands
 * before that may be invented.
 *
 * <p>Immutable. Names are never resolved: what is no address is no client.
 */
final class ClientAddress {
  private static final int MAX_HEADER = 1_000;

  private final List<Network> trusted = new ArrayList<Network>();

  /**
   * @param networks addresses and networks; what is none is warned of and left out
   */
  ClientAddress(List<String> networks, Warnings warnings) {
    for (String each : networks) {
      Network network = Network.of(each);
      if (network == null) {
        warnings.warn(
            "request.trusted-proxies",
            "request.trusted-proxies: '"
                + each
                + "' is neither an address nor a network such as 10.0.0.0/8, and left out");
      } else {
        trusted.add(network);
      }
    }
  }

  /** Null if it is not known. */
  String of(ServerCall call) {
    String remote = call.remoteAddress();
    if (remote == null || remote.isEmpty()) {
      return null;
    }
    if (trusted.isEmpty() || !isTrusted(remote)) {
      return remote;
    }
    String client = remote;
    List<String> chain = chain(call);
    for (int i = chain.size() - 1; i >= 0; i--) {
      String address = plain(chain.get(i));
      if (address == null) {
        return client;
      }
      client = address;
      if (!isTrusted(client)) {
        return client;
      }
    }
    return client;
  }

  private static List<String> chain(ServerCall call) {
    List<String> chain = new ArrayList<String>();
    String forwarded = list(call.headers("Forwarded"));
    if (forwarded != null) {
      for (String hop : forwarded.split(",")) {
        for (String pair : hop.split(";")) {
          String trimmed = pair.trim();
          if (trimmed.regionMatches(true, 0, "for=", 0, 4)) {
            chain.add(trimmed.substring(4));
          }
        }
      }
      return chain;
    }
    String list = list(call.headers("X-Forwarded-For"));
    if (list != null) {
      for (String hop : list.split(",")) {
        chain.add(hop.trim());
      }
    }
    return chain;
  }

  /**
   * Several lines are one list in their order (RFC 9110, 5.3): a proxy may add a line of its own
   * instead of continuing the one that it was sent. Null if there is none, or too much.
   */
  private static String list(List<String> lines) {
    if (lines.isEmpty()) {
      return null;
    }
    String list = lines.size() == 1 ? lines.get(0) : String.join(",", lines);
    return list == null || list.length() > MAX_HEADER ? null : list;
  }

  /** Without quotes, brackets and port; null if that is no address. */
  private static String plain(String node) {
    String text = node;
    if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) {
      text = text.substring(1, text.length() - 1);
    }
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      text = end < 0 ? "" : text.substring(1, end);
    } else if (text.indexOf(':') >= 0 && text.indexOf(':') == text.lastIndexOf(':')) {
      text = text.substring(0, text.indexOf(':'));
    }
    // Scopes are names of the machine that wrote them, and may be anything.
    return text.indexOf('%') >= 0 || Network.bytes(text) == null ? null : text;
  }

  private boolean isTrusted(String address) {
    byte[] bytes = Network.bytes(address);
    if (bytes != null) {
      for (Network each : trusted) {
        if (each.contains(bytes)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Addresses with the same first bits. */
  private static final class Network {
    private final byte[] address;
    private final int bits;

    private Network(byte[] address, int bits) {
      this.address = address;
      this.bits = bits;
    }

    static Network of(String text) {
      int slash = text.indexOf('/');
      byte[] address = bytes(slash < 0 ? text : text.substring(0, slash));
      if (address == null) {
        return null;
      }
      try {
        int bits = slash < 0 ? address.length * 8 : Integer.parseInt(text.substring(slash + 1));
        return bits < 0 || bits > address.length * 8 ? null : new Network(address, bits);
      } catch (NumberFormatException e) {
        return null;
      }
    }

    /**
     * Null if the text is no address. The JDK would look up what is none of four numbers, so those
     * are read here; what is in brackets it never looks up.
     */
    static byte[] bytes(String text) {
      if (text.isEmpty() || text.length() > 45) {
        return null;
      }
      if (text.indexOf(':') < 0) {
        return fourNumbers(text);
      }
      int scope = text.indexOf('%');
      String address = scope < 0 ? text : text.substring(0, scope);
      for (int i = 0; i < address.length(); i++) {
        char c = address.charAt(i);
        boolean hex = c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
        if (!hex && c != ':' && c != '.') {
          return null;
        }
      }
      try {
        return InetAddress.getByName("[" + address + "]").getAddress();
      } catch (UnknownHostException e) {
        return null;
      }
    }

    private static byte[] fourNumbers(String text) {
      byte[] bytes = new byte[4];
      int number = -1;
      int count = 0;
      for (int i = 0; i <= text.length(); i++) {
        char c = i == text.length() ? '.' : text.charAt(i);
        if (c == '.') {
          if (number < 0 || number > 255 || count == bytes.length) {
            return null;
          }
          bytes[count++] = (byte) number;
          number = -1;
        } else if (c >= '0' && c <= '9' && number <= 255) {
          number = Math.max(number, 0) * 10 + c - '0';
        } else {
          return null;
        }
      }
      return count == bytes.length ? bytes : null;
    }

    boolean contains(byte[] other) {
      if (other.length != address.length) {
        return false;
      }
      int shift = address.length * 8 - bits;
      return new BigInteger(1, other)
          .shiftRight(shift)
          .equals(new BigInteger(1, address).shiftRight(shift));
    }
  }
}

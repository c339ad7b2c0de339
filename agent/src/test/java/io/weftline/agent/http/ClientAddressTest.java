package io.weftline.agent.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
  private final List<String> warnings = new ArrayList<>();
  private final ClientAddress client =
      new ClientAddress(
          List.of("10.0.0.0/8", "192.168.1.7", "fd00::/8", "2001:db8::1", "::1"),
          (topic, message) -> warnings.add(message));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "203.0.113.9 | 198.51.100.1 | 203.0.113.9",
        "10.0.0.1 | - | 10.0.0.1",
        "10.0.0.1 | 198.51.100.1 | 198.51.100.1",
        "10.0.0.1 | 198.51.100.1, 10.0.0.2 | 198.51.100.1",
        "10.0.0.1 | 6.6.6.6, 198.51.100.1, 10.0.0.2 | 198.51.100.1",
        "10.0.0.1 | 10.0.0.3, 10.0.0.2 | 10.0.0.3",
        "10.0.0.1 | 198.51.100.1:4711 | 198.51.100.1",
        "10.0.0.1 | '  198.51.100.1 ,10.0.0.2' | 198.51.100.1",
        "10.0.0.1 | unknown, 10.0.0.2 | 10.0.0.2",
        "10.0.0.1 | evil.example.com | 10.0.0.1",
        "10.0.0.1 | 198.51.100.1<LF>X: 1 | 10.0.0.1",
        "10.0.0.1 | ,,, | 10.0.0.1",
        "10.0.0.1 | 198.51.100 | 10.0.0.1",
        "10.0.0.1 | 1.2.3.4.5 | 10.0.0.1",
        "10.0.0.1 | 999.1.1.1 | 10.0.0.1",
        "10.0.0.1 | 4294967299.1.1.1 | 10.0.0.1",
        "10.0.0.1 | 1..1.1 | 10.0.0.1",
        // Names that the JDK would look up.
        "10.0.0.1 | a.b.c.d | 10.0.0.1",
        "10.0.0.1 | be.ad.de.fa | 10.0.0.1",
        "10.0.0.1 | ::1%<script> | 10.0.0.1",
        "10.0.0.1 | ${jndi:ldap://x} | 10.0.0.1",
        "192.168.1.7 | 198.51.100.1 | 198.51.100.1",
        "192.168.1.8 | 198.51.100.1 | 192.168.1.8",
        "11.0.0.1 | 198.51.100.1 | 11.0.0.1",
        "fd12::1 | 2001:db8::5 | 2001:db8::5",
        "fd12::1 | [2001:db8::5]:443 | 2001:db8::5",
        "fd12::1 | 2001:db8::5, 2001:db8:0:0:0:0:0:1 | 2001:db8::5",
        "0:0:0:0:0:0:0:1 | 198.51.100.1 | 198.51.100.1",
        "fe80::1%eth0 | 198.51.100.1 | fe80::1%eth0",
        "::ffff:10.0.0.1 | 198.51.100.1 | 198.51.100.1",
        "fd12::1 | [2001:db8::5 | fd12::1",
        "- | 198.51.100.1 | -",
      })
  void believesTrustedProxiesOnly(String remote, String forwarded, String expected) {
    StubCall call = new StubCall();
    call.remote = remote;
    if (forwarded != null) {
      call.headers.put("X-Forwarded-For", forwarded.replace("<LF>", "\r\n"));
    }

    assertEquals(expected, client.of(call));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "for=198.51.100.1 | 198.51.100.1",
        "For=\"198.51.100.1:4711\";proto=https | 198.51.100.1",
        "for=\"[2001:db8::5]:4711\" | 2001:db8::5",
        "for=6.6.6.6, for=198.51.100.1;by=10.0.0.2, for=10.0.0.3 | 198.51.100.1",
        "proto=https | 10.0.0.1",
        "for=_hidden | 10.0.0.1",
        "for=unknown | 10.0.0.1",
        "for= | 10.0.0.1",
      })
  void readsTheStandardHeader(String forwarded, String expected) {
    StubCall call = new StubCall();
    call.headers.put("Forwarded", forwarded);

    assertEquals(expected, client.of(call));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X-Forwarded-For | 6.6.6.6<line>198.51.100.1 | 198.51.100.1",
        "X-Forwarded-For | 6.6.6.6<line>198.51.100.1, 10.0.0.2<line>10.0.0.3 | 198.51.100.1",
        "X-Forwarded-For | 198.51.100.1<line>10.0.0.2 | 198.51.100.1",
        "X-Forwarded-For | 198.51.100.1<line>unknown | 10.0.0.1",
        "Forwarded | for=6.6.6.6<line>for=198.51.100.1;by=10.0.0.2 | 198.51.100.1",
        "Forwarded | for=198.51.100.1<line>for=10.0.0.2, for=10.0.0.3 | 198.51.100.1",
      })
  void readsSeveralLinesAsOneListInTheirOrder(String name, String lines, String expected) {
    StubCall call = new StubCall();
    call.headers.put(name, lines);

    assertEquals(expected, client.of(call));
  }

  @Test
  void believesNoLinesThatTogetherAreOfUnreasonableLength() {
    StubCall call = new StubCall();
    call.headers.put("X-Forwarded-For", ("198.51.100.1" + StubCall.LINE).repeat(1_000));

    assertEquals("10.0.0.1", client.of(call));
  }

  @Test
  void believesNoHeaderOfUnreasonableLength() {
    StubCall call = new StubCall();
    call.headers.put("X-Forwarded-For", "198.51.100.1, ".repeat(1_000) + "198.51.100.1");

    assertEquals("10.0.0.1", client.of(call));
  }

  @Test
  void warnsOfNetworksThatAreNone() {
    ClientAddress none =
        new ClientAddress(
            List.of("proxy.example.com", "10.0.0.0/33", "10.0.0.0/x", "10.0.0.0/-1", "10.0.0", ""),
            (topic, message) -> warnings.add(message));
    StubCall call = new StubCall();
    call.headers.put("X-Forwarded-For", "198.51.100.1");

    assertEquals(6, warnings.size(), warnings::toString);
    assertEquals("10.0.0.1", none.of(call));
    call.remote = null;
    assertNull(none.of(call));
  }
}

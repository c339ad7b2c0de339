package io.weftline.agent.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.trace.Ids;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "8f14e45f-ceea-467f-a9d2-5c1f2b8e7d10",
        "Root=1-67891233-abcdef012345678912345678",
        "b64+/=_a.b:c@d~e",
      })
  void believesWhatIsHarmless(String header) {
    assertEquals(header, RequestIds.accepted(header));
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        " ",
        "a b",
        "a\tb",
        "a\r\nSet-Cookie: evil=1",
        "a\nb",
        "a\u0000",
        "a\u007f",
        "\u00e9",
        "\u0661",
        "a\u2028b",
        "<script>",
        "${jndi:ldap://evil}",
        "%X{a}",
        "a;b",
        "a,b",
        "a\"b",
        "a'b",
        "a\\b",
        "{}",
      })
  void believesNothingElse(String header) {
    assertNull(RequestIds.accepted(header));
  }

  @Test
  void believesNoneThatIsTooLong() {
    assertEquals(128, RequestIds.accepted("x".repeat(128)).length());
    assertNull(RequestIds.accepted("x".repeat(129)));
  }

  @Test
  void makesRandomUuids() {
    Ids ids = new Ids();
    Set<String> made = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      String id = RequestIds.make(ids);
      assertTrue(
          id.matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"), id);
      assertEquals(id, RequestIds.accepted(id));
      made.add(id);
    }
    assertEquals(10_000, made.size());
  }
}

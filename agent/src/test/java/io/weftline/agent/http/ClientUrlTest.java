package io.weftline.agent.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.redact.SecretNames;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written of the URL of a call. */
class ClientUrlTest {
  private static final Queries QUERIES = new Queries(new SecretNames(List.of("token", "sig")));

  private static String url(String host, int port, String path, String query) {
    return ClientUrl.of("https", host, port, path, query, QUERIES);
  }

  @Test
  void hasSchemeHostPortPathAndQuery() {
    assertEquals("https://api.example:8443/v1/a?b=c", url("api.example", 8443, "/v1/a", "b=c"));
  }

  @Test
  void hasNoPortThatWasNotNamed() {
    assertEquals("https://api.example/", url("api.example", -1, "", null));
    assertEquals("https://api.example/", url("api.example", -1, null, ""));
    assertEquals("http:///", ClientUrl.of(null, null, -1, null, null, QUERIES));
  }

  @Test
  void hasNoValuesOfSecrets() {
    assertEquals(
        "https://h/p?access_token=REDACTED&x=1&SIG=REDACTED&%74oken=REDACTED",
        url("h", -1, "/p", "access_token=abc&x=1&SIG=4%3D&%74oken=t"));
  }

  @Test
  void hasNoSessionOfThePath() {
    assertEquals("https://h/p;jsessionid=REDACTED", url("h", -1, "/p;jsessionid=8F", null));
    assertEquals(
        "https://h/p;JSessionId=REDACTED;v=1/q?a=b", url("h", -1, "/p;JSessionId=8F;v=1/q", "a=b"));
  }

  @Test
  void putsAnAddressOfVersion6IntoBrackets() {
    assertEquals("https://[::1]:80/", url("::1", 80, "/", null));
    assertEquals("https://[::1]:80/", url("[::1]", 80, "/", null));
  }

  @Test
  void isBoundedBeforeItIsCut() {
    String long_ = "x".repeat(100_000);

    String url = url("h", -1, "/" + long_, "a=" + long_);

    assertTrue(url.length() <= 2 * ClientUrl.MAX_LENGTH + 20, () -> "" + url.length());
    assertTrue(url("h", -1, "/", "token=" + long_).endsWith("?token=REDACTED"));
  }
}

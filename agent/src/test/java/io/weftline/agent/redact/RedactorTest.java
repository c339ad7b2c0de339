package io.weftline.agent.redact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
  private static final String CARD = "4111111111111111";

  private final Redactor redactor = new Redactor(List.of("tenant"));

  static List<String[]> secrets() {
    return Examples.table(
        """
        password=hunter2 | password=REDACTED
        password = hunter2 | password = REDACTED
        password: hunter2 | password: REDACTED
        password := hunter2 | password := REDACTED
        password => hunter2 | password => REDACTED
        if (password == hunter2) | if (password == REDACTED)
        user=bob password=hunter2 from 10.0.0.1 | user=bob password=REDACTED from 10.0.0.1
        password=a,b,c rest | password=REDACTED rest
        password=ab&cd&user=x | password=REDACTED&user=x
        PASSWORD=x;Database=y | PASSWORD=REDACTED;Database=y
        jdbc:sqlserver://h:1433;user=sa;password=a@b;x=1 | jdbc:sqlserver://h:1433;user=sa;password=REDACTED;x=1
        password='a b' next | password='REDACTED' next
        password='it''s' next | password='REDACTED' next
        password='a\\'b' next | password='REDACTED' next
        password="a \\" b" next | password="REDACTED" next
        password='without an end | password='REDACTED
        {"password":"hunter2","user":"bob"} | {"password":"REDACTED","user":"bob"}
        {"password" : "a\\"b, c"} | {"password" : "REDACTED"}
        {"user":"bob","pin":1234} | {"user":"bob","pin":REDACTED}
        {"tokens":["a","b"],"x":1} | {"tokens":REDACTED,"x":1}
        {"card":{"number":"1","holder":{"name":"x"}},"y":2} | {"card":REDACTED,"y":2}
        {\\"password\\":\\"hunter2\\",\\"x\\":\\"y\\"} | {\\"password\\":\\"REDACTED\\",\\"x\\":\\"y\\"}
        {\\"password\\":\\"a\\\\\\"b\\",\\"x\\":1} | {\\"password\\":\\"REDACTED\\",\\"x\\":1}
        ""password"":""a b"",""x"":""y"" | ""password"":""REDACTED"",""x"":""y""
        {'secret': 'a'} | {'secret': 'REDACTED'}
        `api_key`: `x` | `api_key`: `REDACTED`
        User(name=bob, password=correct horse, role=admin) | User(name=bob, password=REDACTED, role=admin)
        User{password=a)b, role=admin} | User{password=REDACTED, role=admin}
        {password=abc} and more | {password=REDACTED} and more
        [token=abc def] | [token=REDACTED]
        accessToken=abc | accessToken=REDACTED
        SPRING_DATASOURCE_PASSWORD=abc | SPRING_DATASOURCE_PASSWORD=REDACTED
        spring.datasource.password=abc | spring.datasource.password=REDACTED
        user[password]=abc | user[password]=REDACTED
        X-Api-Key: abc | X-Api-Key: REDACTED
        API key: abc | API key: REDACTED
        Card number: 12 34 | Card number: REDACTED 34
        Social Security Number: 078-05-1120 | Social Security Number: REDACTED
        tenant-no=12 | tenant-no=REDACTED
        ssn=078-05-1120 | ssn=REDACTED
        iban: DE89370400440532013000 | iban: REDACTED
        https://h/p?a=1&access_token=abc#f | https://h/p?a=1&access_token=REDACTED
        redirect=%2Flogin%3Ftoken%3Dabc&x=1 | redirect=%2Flogin%3Ftoken%3DREDACTED&x=1
        q=token%253Dabc&x=1 | q=token%253DREDACTED&x=1
        %22password%22%3A%22abc%22 | %22password%22%3AREDACTED
        <password>hunter2</password> | <password>REDACTED</password>
        <ns:Password>a b</ns:Password><x>1</x> | <ns:Password>REDACTED</ns:Password><x>1</x>
        <secret><![CDATA[a<b/>]]></secret> | <secret><![CDATA[REDACTED]]></secret>
        <token>cut off | <token>REDACTED
        mysql --password hunter2 db | mysql --password REDACTED db
        app --client-secret=abc x | app --client-secret=REDACTED x
        Authorization: Basic YWxhZGRpbjpvcGVu | Authorization: REDACTED
        authorization=Bearer abc | authorization=REDACTED
        {Authorization=Bearer abc def, Accept=text/html} | {Authorization=REDACTED, Accept=text/html}
        [Authorization:"Bearer abc", Accept:"x"] | [Authorization:"REDACTED", Accept:"x"]
        curl -H 'Authorization: Token abc' https://h/ | curl -H 'Authorization: REDACTED' https://h/
        Authorization: Digest username="a", response="b c" | Authorization: REDACTED
        {Authorization=Digest username="a", response="b", Accept=x} | {Authorization=REDACTED, Accept=x}
        Cookie: a=b; c=d | Cookie: REDACTED
        Set-Cookie: SID=31d4; Path=/; HttpOnly | Set-Cookie: REDACTED
        {Cookie=a=b; c=d, Host=x} | {Cookie=REDACTED, Host=x}
        sent Bearer mF_9.B5f-4.1JqM to | sent REDACTED to
        got bearer 0123456789abcdef | got REDACTED
        Basic YWxhZGRpbjpvcGVuc2VzYW1l== tried | REDACTED tried
        Bearer abcdefghijklmnopqrstuvwxyz! | REDACTED!
        jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dozjgNryP4J3jVmN bad | jwt REDACTED bad
        (eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0) | (REDACTED)
        eyJhbGciOiJSU0EtT0FFUCJ9.OKOawDo13g.48V1_ALb6US.5eym8TW_c8.XFBoMYUZo | REDACTED
        https://user:pass@host/path | https://REDACTED@host/path
        https://token@host/path | https://REDACTED@host/path
        amqp://u:p@ss@h1:5672,h2/v | amqp://REDACTED@h1:5672,h2/v
        ftp://u:a/b#c@host/x | ftp://REDACTED@host/x
        jdbc:oracle:thin:scott/tiger@host:1521:x | jdbc:oracle:thin:REDACTED@host:1521:x
        redis://:abc@h:6379/0 | redis://REDACTED@h:6379/0
        key AKIAIOSFODNN7EXAMPLE used | key REDACTED used
        ASIAIOSFODNN7EXAMPLE | REDACTED
        ghp_0123456789abcdefghijABCDEFGHIJ012345. | REDACTED.
        github_pat_11ABCDEFG0123456789_abcdefghij | REDACTED
        glpat-0123456789abcdefghij | REDACTED
        xoxb-123456789012-abcdefABCDEF, | REDACTED,
        https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXX | https://REDACTED
        (sk_live_0123456789abcdefABCDEF) | (REDACTED)
        "rk_test_0123456789abcdef" | "REDACTED"
        whsec_0123456789abcdefABCD | REDACTED
        AIzaSyA0123456789abcdefghijABCDEFGHIJ012 | REDACTED
        sk-ant-api03-0123456789-abcdefghij_ABC | REDACTED
        npm_0123456789abcdefghijABCDEFGHIJ012345 | REDACTED
        hvs.CAESIJ0123456789abcdefABC | REDACTED
        SG.0123456789abcdefghijkl.0123456789abcdefghijklmnopqrstuvwxyz0123456 | REDACTED
        paid with 4111111111111111 today | paid with REDACTED today
        4111 1111 1111 1111 | REDACTED
        4111-1111-1111-1111. | REDACTED.
        378282246310005 | REDACTED
        3782 822463 10005 | REDACTED
        5555555555554444 | REDACTED
        2223003122003222 | REDACTED
        30569309025904 | REDACTED
        6011111111111117 | REDACTED
        3530111333300000 | REDACTED
        6200000000000005 | REDACTED
        4222222222222 | REDACTED
        4000000000000000006 | REDACTED
        1234 4111 1111 1111 1111 5678 | 1234 REDACTED 5678
        card_4111111111111111_x | card_REDACTED_x
        PAN-4111111111111111 | PAN-REDACTED
        """);
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void takesSecretsOutAndNothingElse(String text, String redacted) {
    assertEquals(redacted, redactor.text(text));
    assertSame(redacted, redactor.text(redacted), "once is enough");
    String within = "(x) " + text;
    assertEquals("(x) " + redacted, redactor.text(within));
  }

  static List<String[]> harmless() {
    return Examples.table(
        """
        plain text, nothing in it: at all
        550e8400-e29b-41d4-a716-446655440000
        41111111-1111-1111-1111-111111111111
        id=4bf92f3577b34da6a3ce929d0e0e4736
        trace 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
        order 1234567890123456
        order 4111111111111112 has a wrong digit
        invoice 2026-0000-4711-0815
        no 9999999999999995 of no issuer
        a4111111111111111 and 4111111111111111f
        0.4111111111111111
        411111111111111111111111
        4111 1111 1111
        41 11 11 11 11 11 11 11
        at 1787480130123 ms
        1787480130123456789 ns
        2026-08-23T10:15:30.123456Z
        20260823101530123
        2026-08-23 10:15:30,123 INFO [main] c.a.TokenFilter : done
        com.acme.auth.TokenService$Inner
        at com.acme.PasswordEncoder.encode(PasswordEncoder.java:42)
        at com.acme.Token.parse(Token.kt:7) ~[app-token.jar:1.2]
        com.acme.token.TokenService.refresh:88
        Caused by: com.acme.InvalidTokenException: it has expired
        java.lang.SecurityException: denied
        Token::parse
        tokenizer=standard
        tokenize: words
        secretary=Ann
        author=Ann, authority=7, design: x
        token_type=Bearer
        tokenExpiresAt=2026-08-23
        max_tokens=512
        sessionTimeout=30
        Active sessions: 12
        password_length: 8
        password=
        password: null
        "password":null,"token":""
        password=? AND token IN (?)
        password=*** secret=true
        password=[REDACTED] token=<?>
        {"password":"REDACTED"}
        password is required
        Wrong password for user bob
        the token:
        Basic authentication failed
        bearer token is missing
        Bearer realm="example"
        Basic HTTP
        basic usage of internationalization
        https://example.com/path?q=1
        https://example.com:8443/a@b
        http://[::1]:8080/@x
        http://auth:8080/
        mailto:bob@example.com
        bob@example.com
        jdbc:oracle:thin:@//host:1521/svc
        jdbc:postgresql://db:5432/shop?user=bob
        AKIA is a prefix
        AKIAIOSFODNN7EXAMPLE2LONG
        ghp_short
        sk-learn-a-new-thing-with-many-words-in-it
        npm_config_registry_and_many_other_settings_of_npm
        SG.Singapore
        eyJust some words
        eyJhbGciOi.no
        -----BEGIN CERTIFICATE----- MIIB -----END CERTIFICATE-----
        ------------------------------
        List<Token> and Map<String, Password>
        a <b>password</b> c
        x --verbose -- y
        country_code=DE
        SID=orcl
        card_type=visa
        discard=1
        primaryKey=7
        key=value
        12:34:56
        %3D%3A
        C:\\Users\\bob
        \u00fcber: 1
        """);
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void leavesWhatIsNoSecret(String text) {
    assertSame(text, redactor.text(text));
  }

  @Test
  void takesPrivateKeysOut() {
    String key = "-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc=\n-----END RSA PRIVATE KEY-----";

    assertEquals("a REDACTED\nb", redactor.text("a " + key + "\nb"));
    assertEquals("a REDACTED", redactor.text("a " + key.substring(0, 45)));
    assertEquals(
        "REDACTED",
        redactor.text(
            "-----BEGIN PGP PRIVATE KEY BLOCK-----\nx\n-----END PGP PRIVATE KEY BLOCK-----"));
  }

  @Test
  void endsHeadersWithTheirLine() {
    assertEquals(
        "Host: h\r\nCookie: REDACTED\r\nAccept: */*",
        redactor.text("Host: h\r\nCookie: a=b; c=d\r\nAccept: */*"));
    assertEquals("a(token=REDACTED\nb)", redactor.text("a(token=x y\nb)"));
  }

  @Test
  void knowsNamesOfColumns() {
    assertTrue(redactor.isSecret("user_password"));
    assertTrue(redactor.isSecret("TENANT_ID"));
    assertFalse(redactor.isSecret("email"));
    assertFalse(redactor.isSecret(null));
  }

  @Test
  void hasNothingToSayOfNothing() {
    assertNull(redactor.text(null));
    assertSame("", redactor.text(""));
  }

  @Test
  void letsNothingThroughThatItHasNotRead() {
    String text = "a ".repeat(Redactor.MAX_CHARS) + "password=hunter2";

    String redacted = redactor.text(text);

    assertEquals(Redactor.MAX_CHARS + 1, redacted.length());
    assertEquals(text.substring(0, Redactor.MAX_CHARS) + "…", redacted);
  }

  @Test
  void readsToTheVeryLimit() {
    String text = "x".repeat(Redactor.MAX_CHARS - 10) + " pin=12345";
    assertEquals(Redactor.MAX_CHARS, text.length());

    assertEquals(text.replace("12345", "REDACTED"), redactor.text(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        CARD,
        "4111 1111 1111 1111",
        "AKIAIOSFODNN7EXAMPLE",
        "ghp_0123456789abcdefghijABCDEFGHIJ012345",
        "password=4111x",
        "\"password\":\"4111 x\"",
        "https://4111:4111@host",
        "Bearer 4111abcdef",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dozjgNryP4J3jVmN",
        "-----BEGIN PRIVATE KEY-----4111-----END PRIVATE KEY-----",
      })
  void knowsASecretAcrossTheCut(String secret) {
    String text = "it is " + secret + " and goes on".repeat(100);
    String whole = redactor.text(text);

    for (int max = 0; max < 80; max++) {
      String redacted = redactor.text(text, max);

      assertTrue(redacted.endsWith("…"), redacted);
      assertTrue(redacted.length() <= max + 1);
      assertTrue(whole.startsWith(redacted.substring(0, redacted.length() - 1)), redacted);
    }
  }

  @Test
  void cutsNoCharacterInTwo() {
    assertEquals("a…", redactor.text("a\ud83d\ude00b", 2));
    assertEquals("…", redactor.text("abc", -1));
  }

  @Test
  void withholdsALongTokenThatIsCut() {
    String token = "eyJ" + "a".repeat(5_000) + ".eyJ" + "b".repeat(5_000) + ".c";

    assertEquals("x REDACTED…", redactor.text("x " + token, 100));
    assertEquals("x REDACTED", redactor.text("x " + token));
    assertEquals("<pin>REDACTED…", redactor.text("<pin>" + "1".repeat(900) + "</pin>", 100));
    assertEquals("a://REDACTED…", redactor.text("a://u:" + "p".repeat(900) + "@h", 100));
  }
}

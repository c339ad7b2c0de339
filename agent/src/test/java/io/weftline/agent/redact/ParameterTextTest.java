package io.weftline.agent.redact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Blob;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ParameterTextTest {
  private final ParameterText texts = new ParameterText(new Redactor(List.of("tenant")));

  @Test
  void writesTextsAndWhatIsPlain() {
    assertEquals("null", texts.of(null, null));
    assertEquals("bob", texts.of("name", "bob"));
    assertEquals("", texts.of("name", ""));
    assertEquals("true", texts.of(null, true));
    assertEquals("-7", texts.of("n", -7));
    assertEquals("1", texts.of("n", (byte) 1));
    assertEquals("2", texts.of("n", (short) 2));
    assertEquals("1.5", texts.of("n", 1.5f));
    assertEquals("NaN", texts.of("n", Double.NaN));
    assertEquals("x", texts.of("n", 'x'));
    assertEquals("12.50", texts.of("n", new BigDecimal("12.50")));
    assertEquals("12", texts.of("n", BigInteger.valueOf(12)));
    String id = "550e8400-e29b-41d4-a716-446655440000";
    assertEquals(id, texts.of("id", UUID.fromString(id)));
  }

  @Test
  void writesDatesAndTimes() {
    for (String date : List.of("2026-08-23", "1999-12-31")) {
      assertEquals(date, texts.of("d", LocalDate.parse(date)));
      assertEquals(date, texts.of("d", Date.valueOf(date)));
    }
    assertEquals("10:15:30", texts.of("t", LocalTime.parse("10:15:30")));
    assertEquals("10:15:30", texts.of("t", Time.valueOf("10:15:30")));
    assertEquals(
        "2026-08-23 10:15:30.5", texts.of("t", Timestamp.valueOf("2026-08-23 10:15:30.5")));
    assertEquals("2026-08-23T10:15", texts.of("t", LocalDateTime.parse("2026-08-23T10:15")));
    assertEquals("2026-08-23T10:15:30Z", texts.of("t", Instant.parse("2026-08-23T10:15:30Z")));
    assertEquals(
        "2026-08-23T10:15+02:00", texts.of("t", OffsetDateTime.parse("2026-08-23T10:15+02:00")));
    String zoned = "2026-08-23T10:15+02:00[Europe/Berlin]";
    assertEquals(zoned, texts.of("t", ZonedDateTime.parse(zoned)));
    assertEquals("PT5S", texts.of("t", Duration.ofSeconds(5)));
    assertTrue(texts.of("t", new java.util.Date(0)).contains("19"));
  }

  @Test
  void withholdsWhatIsBoundToASecretsColumn() {
    assertEquals("REDACTED", texts.of("password", "hunter2"));
    assertEquals("REDACTED", texts.of("user_pin", 1234));
    assertEquals("REDACTED", texts.of("apiKey", new byte[5]));
    assertEquals("REDACTED", texts.of("Tenant", new Object()));
    assertEquals("null", texts.of("password", null));
  }

  @Test
  void withholdsSecretsOfAnyColumn() {
    assertEquals("REDACTED", texts.of("n", "4111 1111 1111 1111"));
    assertEquals("REDACTED", texts.of("n", 4111111111111111L));
    assertEquals("REDACTED", texts.of("n", new BigDecimal("4111111111111111")));
    assertEquals("REDACTED", texts.of("n", new BigInteger("4111111111111111")));
    assertEquals("4111111111111112", texts.of("n", 4111111111111112L));
    assertEquals("x token=REDACTED", texts.of(null, "x token=abc"));
  }

  @Test
  void cutsAndMarksLongTexts() {
    assertEquals("x".repeat(256), texts.of("n", "x".repeat(256)));
    assertEquals("x".repeat(256) + "…", texts.of("n", "x".repeat(257)));
    assertEquals("x".repeat(256) + "…", texts.of("n", "x".repeat(5_000_000)));
    String across = "x".repeat(250) + " 4111111111111111";
    assertEquals("x".repeat(250) + " REDAC…", texts.of("n", across));
  }

  @Test
  void makesNoTextOfHugeNumbers() {
    assertEquals("BigInteger", texts.of("n", BigInteger.ONE.shiftLeft(10_000_000)));
    assertEquals("BigDecimal", texts.of("n", new BigDecimal(BigInteger.ONE.shiftLeft(10_000_000))));
    assertEquals("1E+999999999", texts.of("n", new BigDecimal("1E+999999999")));
  }

  @Test
  void saysOfOtherThingsOnlyWhatTheyAre() {
    assertEquals("byte[12]", texts.of("n", new byte[12]));
    assertEquals("int[]", texts.of("n", new int[3]));
    assertEquals("String[][]", texts.of("n", new String[0][0]));
    assertEquals("Hostile[]", texts.of("n", new Hostile[] {new Hostile()}));
    assertEquals("ByteArrayInputStream", texts.of("n", new ByteArrayInputStream(new byte[1])));
    assertEquals("ArrayList", texts.of("n", new ArrayList<>(List.of("a"))));
    assertEquals("AtomicInteger", texts.of("n", new AtomicInteger(7)));
    assertEquals("TimeUnit", texts.of("n", TimeUnit.DAYS));
    assertEquals("StringBuilder", texts.of("n", new StringBuilder("a")));
    assertEquals("Object", texts.of("n", new Object()));
  }

  @Test
  void callsNoForeignMethod() {
    assertEquals("Hostile", texts.of("n", new Hostile()));
    assertEquals("HostileDate", texts.of("n", new HostileDate()));
    assertEquals("HostileNumber", texts.of("n", new HostileNumber()));
    assertEquals("HostileText", texts.of("n", new HostileText()));
    assertTrue(texts.of("n", new Hostile() {}).startsWith("ParameterTextTest$1"));
    Runnable lambda = () -> {};
    assertTrue(texts.of("n", lambda).startsWith("ParameterTextTest$$Lambda"));
    Object proxy =
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Blob.class},
            (self, method, arguments) -> {
              throw new AssertionError(method);
            });
    assertTrue(texts.of("n", proxy).startsWith("$Proxy"));
  }

  private static class Hostile {
    @Override
    public String toString() {
      throw new AssertionError("toString");
    }

    @Override
    public int hashCode() {
      throw new AssertionError("hashCode");
    }

    @Override
    public boolean equals(Object other) {
      throw new AssertionError("equals");
    }
  }

  private static final class HostileDate extends Timestamp {
    private static final long serialVersionUID = 1;

    HostileDate() {
      super(0);
    }

    @Override
    public String toString() {
      throw new AssertionError("toString");
    }
  }

  private static final class HostileNumber extends BigInteger {
    private static final long serialVersionUID = 1;

    HostileNumber() {
      super("1");
    }

    @Override
    public int bitLength() {
      throw new AssertionError("bitLength");
    }

    @Override
    public String toString() {
      throw new AssertionError("toString");
    }
  }

  private static final class HostileText implements CharSequence {
    @Override
    public int length() {
      throw new AssertionError("length");
    }

    @Override
    public char charAt(int index) {
      throw new AssertionError("charAt");
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      throw new AssertionError("subSequence");
    }

    @Override
    public String toString() {
      throw new AssertionError("toString");
    }
  }
}

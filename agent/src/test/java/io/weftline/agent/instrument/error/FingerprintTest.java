package io.weftline.agent.instrument.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.weftline.agent.event.Fields;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {

  @Test
  void valuesArePinned() {
    assertEquals("b10146cac121417f", of(stock("com.acme.Stock", "take", 41)));
    assertEquals(
        "5a9950d8d324955e",
        of(
            Recorder.at(
                new RuntimeException(stock("com.acme.Stock", "take", 41)),
                Recorder.frame("com.acme.Order", "place", 7))));
    assertEquals("04344b36e73a50eb", of(Recorder.at(new OutOfMemoryError())));
    assertEquals("071bc94384d80b68", Fingerprint.hex(Fingerprint.ofName(ErrorGroups.OTHER)));
  }

  @Test
  void neitherLineNorMessageMatters() {
    assertEquals(of(stock("com.acme.Stock", "take", 41)), of(stock("com.acme.Stock", "take", 999)));
  }

  @Test
  void typePlaceRootAndWrapperDo() {
    Set<String> all = new HashSet<>();
    Throwable stock = stock("com.acme.Stock", "take", 41);
    all.add(of(stock));
    all.add(of(stock("com.acme.Stock", "give", 41)));
    all.add(of(stock("com.acme.Store", "take", 41)));
    all.add(
        of(
            Recorder.at(
                new IllegalArgumentException(), Recorder.frame("com.acme.Stock", "take", 41))));
    all.add(of(new RuntimeException(stock)));
    all.add(
        of(Recorder.at(new RuntimeException(stock), Recorder.frame("com.acme.Order", "place", 7))));
    assertEquals(6, all.size());
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme.Order, com.acme.Order",
    "com.acme.Order2, com.acme.Order2",
    "com.acme.Order$V2, com.acme.Order$V2",
    "com.acme.Order$17, com.acme.Order$",
    "com.acme.Order$1Local, com.acme.Order$Local",
    "com.acme.Order$$Lambda$14/0x0000000800c8a840, com.acme.Order",
    "com.acme.Order$$Lambda/0x0000000800c8a840, com.acme.Order",
    "com.acme.Order/0x0000000800c8a840, com.acme.Order",
    "com.acme.Order$$SpringCGLIB$$0, com.acme.Order",
    "com.acme.Order$$EnhancerBySpringCGLIB$$a1b2, com.acme.Order",
    "com.acme.Order_$$_jvst1ab_0, com.acme.Order",
    "com.acme.Order$HibernateProxy$Ab1x, com.acme.Order",
    "com.acme.Order$ByteBuddy$Ab1x, com.acme.Order",
    "jdk.proxy2.$Proxy17, $Proxy",
    "com.sun.proxy.$Proxy8, $Proxy",
    "jdk.internal.reflect.GeneratedMethodAccessor31, jdk.internal.reflect.GeneratedMethodAccessor",
    "$$generated, $$generated",
    "Order, Order"
  })
  void givenNumbersOfClassesAreLeftOut(String name, String expected) {
    assertEquals(expected, Fingerprint.className(name));
  }

  @ParameterizedTest
  @CsvSource({
    "lambda$place$3, lambda$place$",
    "place$lambda-12, place$lambda-",
    "access$000, access$",
    "place2, place2",
    "<init>, <init>"
  })
  void givenNumbersOfMethodsAreLeftOut(String name, String expected) {
    assertEquals(expected, Fingerprint.methodName(name));
  }

  @Test
  void idsAreSixteenDigitsAndDiffer() {
    ErrorIds ids = new ErrorIds(0);
    Set<String> all = new HashSet<>();
    for (int i = 0; i < 100_000; i++) {
      all.add(ids.next());
    }
    assertEquals(100_000, all.size());
    assertEquals("000000000000000f", Fingerprint.hex(15));
    assertEquals("ffffffffffffffff", Fingerprint.hex(-1));
    assertNotEquals(new ErrorIds().next(), new ErrorIds().next());
  }

  private static Throwable stock(String className, String method, int line) {
    return Recorder.at(
        new IllegalStateException("stock at " + line),
        Recorder.frame("java.util.Objects", "requireNonNull", line),
        Recorder.frame(className, method, line));
  }

  private static String of(Throwable thrown) {
    Recorder recorder = Recorder.plain();
    recorder.handled(thrown);
    return (String) Recorder.get(recorder.only(), Fields.ERROR_FINGERPRINT);
  }
}

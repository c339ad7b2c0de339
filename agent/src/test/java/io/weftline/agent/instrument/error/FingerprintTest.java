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
    assertEquals("9c4fb08a80e62d22", of(stock("com.acme.Stock", "take", 41)));
    assertEquals(
        "efbd6eb26505f4b4",
        of(
            Recorder.at(
                new RuntimeException(stock("com.acme.Stock", "take", 41)),
                Recorder.frame("com.acme.Order", "place", 7))));
    assertEquals("9fa18bb922c15a07", of(Recorder.at(new OutOfMemoryError())));
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

  @Test
  void allFramesOfTheApplicationCountAndThoseOfLibrariesDoNot() {
    StackTraceElement take = Recorder.frame("com.acme.Stock", "take", 41);
    StackTraceElement place = Recorder.frame("com.acme.Order", "place", 7);
    StackTraceElement cancel = Recorder.frame("com.acme.Order", "cancel", 8);
    StackTraceElement proxy = Recorder.frame("com.acme.Order$$SpringCGLIB$$0", "place", -1);
    StackTraceElement library = Recorder.frame("org.springframework.Aop", "proceed", 3);

    String group = of(Recorder.at(new IllegalStateException(), take, place));
    assertEquals(group, of(Recorder.at(new IllegalStateException(), take, library, proxy, place)));
    assertNotEquals(group, of(Recorder.at(new IllegalStateException(), take, cancel)));
    assertNotEquals(group, of(Recorder.at(new IllegalStateException(), take)));
  }

  @Test
  void howDeepARecursionWasDoesNotMatter() {
    StackTraceElement one = Recorder.frame("com.acme.Tree", "walk", 1);
    StackTraceElement two = Recorder.frame("com.acme.Tree", "child", 2);

    assertEquals(
        of(Recorder.at(new IllegalStateException(), one, two)),
        of(Recorder.at(new IllegalStateException(), one, one, two, one, two)));
  }

  @Test
  void whereAStackOverflowsIsChance() {
    StackTraceElement one = Recorder.frame("com.acme.Tree", "walk", 1);
    StackTraceElement two = Recorder.frame("com.acme.Tree", "child", 2);
    StackTraceElement leaf = Recorder.frame("com.acme.Tree", "name", 3);

    String group = of(Recorder.at(new StackOverflowError(), one, two, one, two, one));
    assertEquals(group, of(Recorder.at(new StackOverflowError(), two, one, two, one, two)));
    assertEquals(group, of(Recorder.at(new StackOverflowError(), leaf, one, two, one, two)));
    assertNotEquals(group, of(Recorder.at(new StackOverflowError(), one, one, one)));
  }

  @Test
  void withoutTheApplicationLibrariesCountButNotTheJdk() {
    StackTraceElement jdk8 = Recorder.frame("sun.reflect.NativeMethodAccessorImpl", "invoke0", 1);
    StackTraceElement jdk25 = Recorder.frame("java.lang.invoke.DirectMethodHandle", "call", 2);
    StackTraceElement library = Recorder.frame("org.apache.Pool", "borrow", 3);
    StackTraceElement[] none = {};
    Recorder recorder = Recorder.plain();

    assertEquals(
        of(Recorder.at(new IllegalStateException("a"), jdk8, library)),
        of(Recorder.at(new IllegalStateException("b"), jdk25, library)));
    assertNotEquals(
        of(Recorder.at(new IllegalStateException(), library)),
        of(Recorder.at(new IllegalStateException(), none)));
    assertEquals(0, recorder.errors.failures());
  }

  @Test
  void theMessageCountsWhereThereIsNoFrame() {
    StackTraceElement[] none = {};

    assertEquals(
        of(Recorder.at(new IllegalStateException("order 17 of 'ada@acme.com' is gone"), none)),
        of(Recorder.at(new IllegalStateException("order 4711 of 'bob@acme.com' is gone"), none)));
    assertNotEquals(
        of(Recorder.at(new IllegalStateException("order 17 is gone"), none)),
        of(Recorder.at(new IllegalStateException("stock 17 is gone"), none)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "order 17 is gone|order # is gone",
        "can't read 'secret.txt'|can't read #",
        "host db-1.acme.com:5432 refused|host # refused",
        "/var/data is full|# is full",
        "no value|no value",
        "id 4bf92f35-77b3-4da6 and \"x\"|id # and #"
      })
  void whatChangesInAMessageIsLeftOut(String message, String pattern) {
    assertEquals(pattern, MessagePattern.of(message));
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

package io.weftline.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternsTest {

  /** Whether names alone say that a method is meant, by either reading. */
  private static boolean means(String text, String type, String method) {
    MethodPattern pattern = MethodPattern.of(text);
    return (pattern.wholeType() != null && pattern.wholeType().matches(type))
        || (pattern.type() != null
            && pattern.type().matches(type)
            && pattern.method().matches(method));
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme.Order, com.acme.Order, place, true",
    "com.acme.Order, com.acme.Orders, place, false",
    "com.acme.Order, com.acme.Order$Line, place, false",
    "com.acme.Order.place, com.acme.Order, place, true",
    "com.acme.Order.place, com.acme.Order, cancel, false",
    "com.acme.*, com.acme.Order, place, true",
    "com.acme.*, com.acme.Order$Line, place, true",
    "com.acme.*, com.acme.shop.Order, place, false",
    "com.acme.**, com.acme.Order, place, true",
    "com.acme.**, com.acme.shop.Order, place, true",
    "com.acme.**, com.acmeshop.Order, place, false",
    "com.acme.**.*Service#find*, com.acme.shop.OrderService, findAll, true",
    "com.acme.**.*Service#find*, com.acme.shop.OrderService, place, false",
    "com.acme.**.*Service#find*, com.acme.shop.Order, findAll, false",
    "com.acme.**.*Service.find*, com.acme.shop.OrderService, findAll, true",
    "com.acme.Order$*, com.acme.Order$Line, place, true",
    "com.acme.Order$*, com.acme.Order, place, false",
    "Held$*, Held$Inner, run, true",
    "Held$*, Held, run, false",
    "com.acme.Order.*, com.acme.Order, place, true",
    "com.acme.Order#*, com.acme.Order, place, true",
    "com.acme.Order#place, com.acme.Order, place, true",
    "com.acme.**.run, com.acme.a.Job, run, true",
    "*, Plain, run, true",
    "**, com.acme.Order, place, true",
    "com.acme.Order#**, com.acme.Order, place, true"
  })
  void patternMeans(String pattern, String type, String method, boolean meant) {
    assertEquals(meant, means(pattern, type, method));
  }

  @Test
  void dotHasBothReadings() {
    MethodPattern pattern = MethodPattern.of("com.acme.Order.place");
    assertEquals("com.acme.Order.place", pattern.wholeType().text());
    assertEquals("com.acme.Order", pattern.type().text());
    assertEquals("place", pattern.method().text());
    assertNull(pattern.annotation());
    assertFalse(pattern.isAuto());
    assertEquals("com.acme.Order.place", pattern.toString());
  }

  @Test
  void hashForcesTheMethod() {
    MethodPattern pattern = MethodPattern.of("com.acme.Order#place");
    assertNull(pattern.wholeType());
    assertEquals("com.acme.Order", pattern.type().text());
    assertEquals("place", pattern.method().text());
  }

  @Test
  void onlyTypeWhereNoMethodCanBe() {
    for (String text : List.of("Order", "Held$*", "com.acme.**", "**")) {
      MethodPattern pattern = MethodPattern.of(text);
      assertEquals(text, pattern.wholeType().text());
      assertNull(pattern.type(), text);
      assertNull(pattern.method(), text);
    }
  }

  @Test
  void autoIsAWord() {
    MethodPattern pattern = MethodPattern.of("auto");
    assertTrue(pattern.isAuto());
    assertNull(pattern.wholeType());
    assertNull(pattern.type());
  }

  @Test
  void annotationStandsAloneOrIsNarrowed() {
    String transactional = "org.springframework.transaction.annotation.Transactional";
    MethodPattern alone = MethodPattern.of("@" + transactional);
    assertEquals(transactional, alone.annotation());
    assertNull(alone.wholeType());
    assertNull(alone.type());
    assertNull(alone.method());

    MethodPattern narrowed =
        MethodPattern.of("@org.springframework.stereotype.Service \t com.acme.**");
    assertEquals("org.springframework.stereotype.Service", narrowed.annotation());
    assertEquals("com.acme.**", narrowed.wholeType().text());

    MethodPattern method = MethodPattern.of("@java.lang.Deprecated com.acme.Order#place");
    assertEquals("java.lang.Deprecated", method.annotation());
    assertEquals("com.acme.Order", method.type().text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.util.**",
        "java.util.List#add",
        "java.*",
        "java.**",
        "jdk.internal.Foo",
        "sun.misc.*",
        "com.sun.net.httpserver.**",
        "@com.acme.Traced java.util.**"
      })
  void jdkIsRefused(String pattern) {
    assertEquals(
        "pattern \"" + pattern + "\" is refused: classes of the JDK are never woven",
        Reading.refused(ValueTypes.patterns(), pattern));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.weftline.agent.**",
        "io.weftline.agent",
        "io.weftline.agent#run",
        "io.weftline.bootstrap.Series",
        "io.weftline.bootstrap.*"
      })
  void weftlineIsRefused(String pattern) {
    assertEquals(
        "pattern \"" + pattern + "\" is refused: the agent does not weave itself",
        Reading.refused(ValueTypes.patterns(), pattern));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javax.servlet.**",
        "javax.sql.DataSource.getConnection",
        "javassist.*",
        "java",
        "jdkx.Foo",
        "com.sunny.**",
        "io.weftline.agency.**",
        "io.weftline.demo.Shop",
        "com.acme.Größe",
        "com.acme.my-script",
        "Main"
      })
  void neighboursOfTheRefusedHold(String pattern) {
    assertEquals(pattern, Reading.good(ValueTypes.patterns(), pattern).get(0).text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "com.acme.Order(int) | has a parameter list: overloads go together, leave out what begins with (",
        "com.acme.Order.place(int,java.lang.String) | has a parameter list: overloads go together, leave out what begins with (",
        "com.acme.Order.place( | has a parameter list: overloads go together, leave out what begins with (",
        "com..Order | has an empty segment: nothing before, behind or between dots",
        ".com.Order | has an empty segment: nothing before, behind or between dots",
        "com.acme. | has an empty segment: nothing before, behind or between dots",
        "@com..Traced | has an empty segment: nothing before, behind or between dots",
        "com.acme.**Service | has ** within a segment: it stands for whole segments, between dots",
        "com.a**.Order | has ** within a segment: it stands for whole segments, between dots",
        "com.***.Order | has ** within a segment: it stands for whole segments, between dots",
        "com.acme.Order.find** | has ** within a segment: it stands for whole segments, between dots",
        "#find | names no type before #",
        "com.acme.Order# | names no method behind #",
        "com.acme.Order#a#b | has more than one #",
        "com.acme.Order#a.b | has a dot in the method behind #",
        "@ | names no annotation behind @",
        "@ com.acme.** | names no annotation behind @",
        "@com.acme.* | has a wildcard in the annotation, which is named in full",
        "@com.acme.A#b | has a wildcard in the annotation, which is named in full",
        "com.acme.A com.acme.B | has a blank in the middle: patterns are separated by commas",
        "@x.Y com.A com.B | has a blank in the middle: patterns are separated by commas",
        "com/acme/Order | has a /: packages are separated by dots",
        "com.acme.Order::place | has the character \":\", which no name has",
        "com.acme.Order[] | has the character \"[\", which no name has",
        "com.acme.Order;x | has the character \";\", which no name has"
      })
  void badPatternIsOneSentence(String pattern, String problem) {
    assertEquals(
        "pattern \"" + pattern + "\" " + problem, Reading.refused(ValueTypes.patterns(), pattern));
  }

  @Test
  void badPatternsAreLeftOutAndTheOthersHold() {
    Reading<List<MethodPattern>> reading =
        Reading.of(ValueTypes.patterns(), "auto, com.acme.A(int, long), java.util.** ,com.acme.B,");
    assertEquals("[auto, com.acme.B]", reading.value().toString());
    assertEquals(2, reading.problems().size());
  }

  @Test
  void parenthesisThatIsNotClosedTakesNoOtherPatternWithIt() {
    Reading<List<MethodPattern>> reading =
        Reading.of(ValueTypes.patterns(), "com.acme.A(int, com.acme.B, com.acme.C(int)");
    assertEquals("[com.acme.B]", reading.value().toString());
    assertEquals(2, reading.problems().size());
  }

  @Test
  void emptyMeansNone() {
    assertEquals(List.of(), Reading.good(ValueTypes.patterns(), " "));
  }

  @Test
  void patternIsBounded() {
    String longest = "a".repeat(512);
    assertEquals(1, Reading.good(ValueTypes.patterns(), longest).size());
    assertTrue(
        Reading.refused(ValueTypes.patterns(), longest + "a")
            .endsWith(" has more than 512 characters"));
  }

  @Test
  void builtInPatternMustBeGood() {
    assertThrows(IllegalArgumentException.class, () -> MethodPattern.of("java.util.**"));
    assertThrows(IllegalArgumentException.class, () -> MethodPattern.of(" "));
  }
}

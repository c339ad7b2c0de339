package io.weftline.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValueTypesTest {

  @Test
  void textIsTrimmedAndMayBeEmpty() {
    assertEquals("a b", Reading.good(ValueTypes.text(), "  a b\t"));
    assertEquals("", Reading.good(ValueTypes.text(), "  "));
  }

  @Test
  void textIsBounded() {
    String longest = "x".repeat(ValueTypes.MAX_TEXT_CHARS);
    assertEquals(longest, Reading.good(ValueTypes.text(), longest));
    assertEquals(
        "\"" + "x".repeat(61) + "...\" has 4097 characters; allowed are 4096",
        Reading.refused(ValueTypes.text(), longest + "x"));
    assertEquals(
        "\"a?b\" contains control characters", Reading.refused(ValueTypes.text(), "a\u001bb"));
  }

  @Test
  void flagIsTrueOrFalse() {
    assertEquals(true, Reading.good(ValueTypes.flag(), " TRUE "));
    assertEquals(false, Reading.good(ValueTypes.flag(), "false"));
    assertEquals("\"yes\" is neither true nor false", Reading.refused(ValueTypes.flag(), "yes"));
    assertEquals("\"\" is neither true nor false", Reading.refused(ValueTypes.flag(), ""));
  }

  @Test
  void choiceIgnoresCase() {
    ValueType<String> type = ValueTypes.choice("slow", "failed", "all", "none");
    assertEquals("failed", Reading.good(type, " FAILED"));
    assertEquals("slow, failed, all or none", type.bounds());
    assertEquals(
        "\"slwo\" is not allowed; allowed: slow, failed, all or none",
        Reading.refused(type, "slwo"));
    assertEquals(
        "\"\" is not allowed; allowed: slow, failed, all or none", Reading.refused(type, ""));
  }

  @Test
  void textsAreSeparatedByCommas() {
    assertEquals(
        List.of("/actuator/**", "*.css"),
        Reading.good(ValueTypes.texts(), " /actuator/** ,, *.css, "));
    assertEquals(List.of(), Reading.good(ValueTypes.texts(), " "));
    assertThrows(
        UnsupportedOperationException.class, () -> Reading.good(ValueTypes.texts(), "a").add("b"));
  }

  @Test
  void listKeepsItsGoodMembers() {
    Reading<List<String>> reading = Reading.of(ValueTypes.texts(), "a,b\u0007b,c");
    assertEquals(List.of("a", "c"), reading.value());
    assertEquals(List.of("\"b?b\" contains control characters"), reading.problems());
    assertNull(Reading.of(ValueTypes.texts(), "a\u0001a,b\u0007b").value());
  }

  @Test
  void listIsBounded() {
    String members =
        IntStream.range(0, 1200).mapToObj(Integer::toString).collect(Collectors.joining(","));
    Reading<List<String>> reading = Reading.of(ValueTypes.texts(), members);
    assertEquals(1000, reading.value().size());
    assertEquals(
        List.of("there are 1200 members: only the first 1000 are used"), reading.problems());
    assertEquals(1000, Reading.of(ValueTypes.patterns(), members).value().size());
  }

  @Test
  void labelsAreNamesWithValues() {
    Map<String, String> labels =
        Reading.good(ValueTypes.labels(), " team = shop ,region=eu,url=a=b, ");
    assertEquals(Map.of("team", "shop", "region", "eu", "url", "a=b"), labels);
    assertEquals(List.of("team", "region", "url"), new ArrayList<>(labels.keySet()));
    assertEquals(Map.of(), Reading.good(ValueTypes.labels(), ""));
  }

  @Test
  void badLabelsAreLeftOut() {
    Reading<Map<String, String>> reading =
        Reading.of(ValueTypes.labels(), "a=1,b,=2,c=,a=3,d=\u0002x,e=5");
    assertEquals(Map.of("a", "1", "e", "5"), reading.value());
    assertEquals(
        List.of(
            "\"b\" is not a label such as team=shop",
            "\"=2\" is not a label such as team=shop",
            "\"c=\" is not a label such as team=shop",
            "label \"a\" is there twice: the first one is used",
            "\"d=?x\" contains control characters"),
        reading.problems());
    assertNull(Reading.of(ValueTypes.labels(), "team:shop").value());
  }

  @Test
  void labelsAreBounded() {
    String longest = "n".repeat(256) + "=" + "v".repeat(256);
    assertEquals(1, Reading.good(ValueTypes.labels(), longest).size());
    assertTrue(
        Reading.refused(ValueTypes.labels(), longest + "v")
            .endsWith(" is too long: name and value may have 256 characters each"));
    Reading<Map<String, String>> reading =
        Reading.of(
            ValueTypes.labels(),
            IntStream.range(0, 40).mapToObj(i -> "l" + i + "=x").collect(Collectors.joining(",")));
    assertEquals(32, reading.value().size());
    assertEquals(List.of("there are 40 labels: only the first 32 are used"), reading.problems());
  }

  @Test
  void thresholdsByPatternKeepTheirOrder() {
    List<MethodThreshold> thresholds =
        Reading.good(
            ValueTypes.methodThresholds(),
            "com.acme.Report.*=30s, com.acme.Order#place = off,com.acme.**=0");
    assertEquals(
        List.of("com.acme.Report.*", "com.acme.Order#place", "com.acme.**"),
        thresholds.stream().map(threshold -> threshold.pattern().text()).toList());
    assertEquals(
        List.of(30_000_000_000L, Option.OFF, 0L),
        thresholds.stream().map(MethodThreshold::nanos).toList());
    assertEquals(List.of(), Reading.good(ValueTypes.methodThresholds(), ""));
  }

  @Test
  void badThresholdsByPatternAreLeftOut() {
    Reading<List<MethodThreshold>> reading =
        Reading.of(
            ValueTypes.methodThresholds(),
            "com.acme.A=1,com.acme.B,=1s,java.util.**=1s,auto=1s,com.acme.C(int,int)=1s,d.E=1s");
    assertEquals("[d.E=1s]", reading.value().toString());
    assertEquals(
        List.of(
            "in \"com.acme.A=1\" \"1\" needs a unit: 1ms, 1s or another of ns, us, ms, s, m, h and d",
            "\"com.acme.B\" is not a pattern=duration",
            "\"=1s\" is not a pattern=duration",
            "pattern \"java.util.**\" is refused: classes of the JDK are never woven",
            "\"auto=1s\" names no methods: auto only chooses what is woven",
            "pattern \"com.acme.C(int,int)\" has a parameter list: overloads go together,"
                + " leave out what begins with ("),
        reading.problems());
  }

  @Test
  void defaultThatNoUserCouldWriteFailsWhereItIsDeclared() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Option.duration("a", null, null).summary("A.").defaultsTo("500"));
    assertThrows(
        IllegalArgumentException.class,
        () -> Option.texts("a").summary("A.").defaultsTo("x,a\u0001a"));
    assertThrows(
        IllegalArgumentException.class, () -> Option.flag("a").summary("A.").defaultsTo(""));
  }
}

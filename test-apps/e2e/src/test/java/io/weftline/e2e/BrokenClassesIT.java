package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Classes that are valid but odd, or not valid at all, run or fail as without the agent. */
class BrokenClassesIT {
  /** Of Java 28; older machines refuse it. */
  private static final int NEWEST = 72;

  /** Newer than any that exists. */
  private static final int FUTURE = 99;

  /** Runs each class of the list and says what came of it, in ASCII whatever the console is. */
  private static final Path RUNNER =
      Program.compile(
          Map.of(
              "app.Runner",
              """
              package app;

              import java.io.*;
              import java.lang.reflect.InvocationTargetException;

              public class Runner {
                public static void main(String[] args) throws Exception {
                  BufferedReader names =
                      new BufferedReader(
                          new InputStreamReader(
                              Runner.class.getResourceAsStream("/classes.txt"), "UTF-8"));
                  int number = 0;
                  for (String name = names.readLine(); name != null; name = names.readLine()) {
                    System.out.println(number++ + " " + ascii(name) + ": " + run(name));
                  }
                }

                static Object run(String name) {
                  try {
                    return Class.forName(name).getMethod("run").invoke(null);
                  } catch (InvocationTargetException e) {
                    return e.getCause().getClass();
                  } catch (Throwable e) {
                    return e.getClass();
                  }
                }

                static String ascii(String name) {
                  StringBuilder text = new StringBuilder();
                  for (char c : name.toCharArray()) {
                    text.append(c < 128 ? "" + c : "(" + (int) c + ")");
                  }
                  return text.toString();
                }
              }
              """));

  private static final Path ODD = odd();

  private static final Path LANGUAGE =
      Program.compile(
          17,
          Map.of(
              "gen.Language",
              """
              package gen;

              import java.util.*;
              import java.util.function.*;

              public class Language {
                public static void main(String[] args) {
                  System.out.println(area(new Circle(2)) + area(new Square(3)));
                  System.out.println(Operation.ADD.apply(1, 2) + Operation.TIMES.apply(3, 4));
                  System.out.println(Named.of("x").describe() + new Language().new Inner().get());
                  record Pair<A, B>(A first, B second) {
                    Pair {
                      Objects.requireNonNull(first);
                    }
                    String both() { return first + "" + second; }
                  }
                  System.out.println(new Pair<>(1, "a").both() + new Pair<>(1, "a"));
                  class Local { String get() { return String.valueOf(args.length); } }
                  Supplier<String> anonymous =
                      new Supplier<>() {
                        @Override public String get() { return new Local().get() + "!"; }
                      };
                  System.out.println(anonymous.get());
                  System.out.println(new Object() { int twice(int i) { return Math.abs(i) * 2; } }.twice(4));
                  System.out.println("" + switching("two") + yes(true) + (int) letter('x') + small((byte) 7));
                }

                static double area(Shape shape) {
                  if (shape instanceof Circle circle) {
                    return Math.floor(circle.radius() * 3);
                  }
                  return shape instanceof Square square ? square.side() * square.side() : 0;
                }

                static int switching(String text) {
                  return switch (text) {
                    case "one" -> 1;
                    case "two" -> { int sum = 0; for (int i = 0; i < 2; i++) sum++; yield sum; }
                    default -> throw new IllegalStateException(text);
                  };
                }

                static boolean yes(boolean value) { return Boolean.valueOf(value); }
                static char letter(char value) { return Character.toUpperCase(value); }
                static byte small(byte value) { return Byte.valueOf(value); }

                sealed interface Shape permits Circle, Square {}
                record Circle(int radius) implements Shape {}
                record Square(int side) implements Shape {}

                enum Operation {
                  ADD { @Override int apply(int a, int b) { return Math.addExact(a, b); } },
                  TIMES { @Override int apply(int a, int b) { return Math.multiplyExact(a, b); } };
                  abstract int apply(int a, int b);
                }

                interface Named {
                  String name();
                  static Named of(String name) { return () -> name; }
                  default String describe() { return decorate(name()); }
                  private String decorate(String text) { return "<" + text + ">"; }
                }

                class Inner { String get() { return String.valueOf(Language.this != null); } }
              }
              """));

  private static Path odd() {
    OddClasses classes =
        new OddClasses()
            .add(Opcodes.V1_1, "gen.Oldest", OddClasses::loopWithoutFrames)
            .add(Opcodes.V1_5, "gen.Subroutine", OddClasses::subroutine)
            .add(Opcodes.V1_5, "gen.NoFrames49", OddClasses::loopWithoutFrames)
            .add(Opcodes.V1_6, "gen.NoFrames50", OddClasses::loopWithoutFrames)
            .add(Opcodes.V1_7, "gen.NoFramesNotValid", OddClasses::loopWithoutFrames)
            .add(Opcodes.V1_5, "gen.Unreachable49", code -> OddClasses.unreachable(code, false))
            .add(Opcodes.V1_8, "gen.Unreachable52", code -> OddClasses.unreachable(code, true))
            .add(Opcodes.V1_8, "gen.Leftovers", OddClasses::leftovers)
            .add(Opcodes.V1_5, "gen.HandlerCoversItself", OddClasses::handlerCoversItself)
            .add(Opcodes.V1_8, "gen.Locals300", code -> OddClasses.locals(code, 300))
            .add(Opcodes.V1_8, "gen.LocalsAll", code -> OddClasses.locals(code, 65_535))
            .addFull("gen.Full")
            .add(Opcodes.V1_5, "gen.ManyReturns", OddClasses::manyReturns)
            .add(NEWEST, "gen.Newest", OddClasses::simple)
            .addWithParameters("gen.Ints", "I", 255, Opcodes.ICONST_4, Opcodes.ILOAD)
            .addWithParameters("gen.Longs", "J", 127, Opcodes.LCONST_1, Opcodes.LLOAD)
            .addOfSize("gen.Size7700", 7_700)
            .addOfSize("gen.Size7950", 7_950)
            .addOfSize("gen.Size8100", 8_100)
            .addOfSize("gen.Size65500", 65_500)
            .addWithMethod("gen.Gr\u00f6\u00dfe", "z\u00e4hlen")
            .addWithMethod("gen.\u65e5\u672c", "\u6570\u3048\u308b")
            .addWithMethod("gen.has space", "do it")
            .addWithMethod("gen.has-dash", "do-it")
            .addWithMethod("gen.run", "gen")
            .addWithMethod("gen.if", "while")
            .addWithMethod("gen.$", "$")
            .addWithMethod("gen.quote\"#,=", "a\"b#c,d=\\e|{}")
            .add(FUTURE, "gen.Future", OddClasses::simple)
            .add(
                "gen.Garbage",
                new byte[] {
                  (byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0, 52, 0, 9, 1
                });
    return classes.writeTo(RUNNER.resolveSibling("odd.jar"));
  }

  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void oddClassesDoWhatTheyDoWithout(Jdk jdk) {
    Result result = runOdd(jdk);

    Map<String, Long> counts = result.events().methodCounts();
    assertEquals(expected(jdk), counts, result::describe);
  }

  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void saysWhyItLeftSomeAlone(Jdk jdk) {
    Result result = runOdd(jdk);

    JsonNode classes = result.stop().at("weftline.classes");
    assertEquals(2, classes.path("skipped").asInt(), result.stop()::toString);
    assertEquals(1, classes.path("failed").asInt(), result.stop()::toString);
    Map<String, Integer> reasons = new TreeMap<>();
    classes
        .path("reasons")
        .properties()
        .forEach(e -> reasons.put(e.getKey(), e.getValue().asInt()));
    assertReason(reasons, "pass 8000 bytes", 4);
    assertReason(reasons, "local variables", 1);
    assertReason(reasons, "Class too large", 1);
    assertReason(reasons, "version " + FUTURE, 1);
    assertReason(reasons, "cannot be read", 1);
    Events warnings = result.events("agent.warning");
    for (String name : List.of("ManyReturns.run", "LocalsAll", "Full", "Future", "Garbage")) {
      assertEquals(
          1,
          warnings.matching(name, event -> event.text("message").contains("gen." + name)).size(),
          warnings::toString);
    }
  }

  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#from17")
  void whatTheLanguageHasIsCounted(Jdk jdk) {
    Map<String, Long> counts =
        AppRun.of("gen.Language", LANGUAGE)
            .on(jdk)
            .option("methods.include", "gen.**")
            .runHealthy()
            .events()
            .methodCounts();

    String language = "gen.Language";
    Map<String, Long> expected = new TreeMap<>();
    for (String method :
        List.of(
            ".main",
            ".switching",
            ".yes",
            ".letter",
            ".small",
            "$Operation$1.apply",
            "$Operation$2.apply",
            "$Named.of",
            "$Named.describe",
            "$Named.decorate",
            "$Inner.get",
            "$1Pair.both",
            "$1Local.get",
            "$1.get",
            "$2.twice")) {
      expected.put(language + method, 1L);
    }
    expected.put(language + ".area", 2L);
    assertEquals(expected, counts);
  }

  private static Result runOdd(Jdk jdk) {
    return AppRun.of("app.Runner", RUNNER, ODD)
        .on(jdk)
        .option("methods.include", "gen.**")
        .runHealthy();
  }

  /** Each class runs once; what it calls beside that is counted too, both overloads together. */
  private static Map<String, Long> expected(Jdk jdk) {
    Map<String, Long> counts = new TreeMap<>();
    for (String name :
        List.of(
            "Oldest",
            "Subroutine",
            "NoFrames49",
            "NoFrames50",
            "Unreachable49",
            "Unreachable52",
            "Leftovers",
            "HandlerCoversItself",
            "Locals300",
            "Ints",
            "Longs",
            "Size7700",
            "Size7950",
            "Size8100",
            "Size65500",
            "Gr\u00f6\u00dfe",
            "\u65e5\u672c",
            "has space",
            "has-dash",
            "run",
            "if",
            "$",
            "quote\"#,=")) {
      counts.put("gen." + name + ".run", 1L);
    }
    if (jdk.release() >= 28) {
      counts.put("gen.Newest.run", 1L);
    }
    counts.put("gen.Ints.many", 1L);
    counts.put("gen.Longs.many", 1L);
    counts.put("gen.Size7700.large", 1L);
    counts.put("gen.Gr\u00f6\u00dfe.z\u00e4hlen", 2L);
    counts.put("gen.\u65e5\u672c.\u6570\u3048\u308b", 2L);
    counts.put("gen.has space.do it", 2L);
    counts.put("gen.has-dash.do-it", 2L);
    counts.put("gen.run.gen", 2L);
    counts.put("gen.if.while", 2L);
    counts.put("gen.$.$", 2L);
    counts.put("gen.quote\"#,=.a\"b#c,d=\\e|{}", 2L);
    return counts;
  }

  private static void assertReason(Map<String, Integer> reasons, String part, int count) {
    assertEquals(
        List.of(count),
        reasons.entrySet().stream()
            .filter(each -> each.getKey().contains(part))
            .map(Map.Entry::getValue)
            .toList(),
        () -> part + " among " + reasons);
  }
}

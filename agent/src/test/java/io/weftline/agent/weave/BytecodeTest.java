package io.weftline.agent.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytecodeTest {
  private static final String TEXT = "text";

  /** One method for each kind of code. */
  @SuppressWarnings("unused")
  static class Shapes {
    private int number;
    private long big;
    private String text;
    private int[] numbers = new int[1];
    private Object object;
    private boolean flag;
    private static double shared;

    int getter() {
      return number;
    }

    void setter(String value) {
      text = value;
    }

    Shapes chained(long value) {
      big = value;
      return this;
    }

    static double sharedGetter() {
      return shared;
    }

    String constant() {
      return TEXT;
    }

    long bigConstant() {
      return 1L << 40;
    }

    void empty() {}

    boolean negated() {
      return !flag;
    }

    boolean isNull() {
      return object == null;
    }

    int arithmetic(int a, long b) {
      return (int) (a * 3 + b / 2 - number) ^ 5;
    }

    String cast() {
      return object instanceof String ? (String) object : null;
    }

    int element() {
      return numbers[0] + numbers.length;
    }

    int counted() {
      return number++;
    }

    int longer(int a) {
      int b = a + 1;
      int c = b * number;
      int d = c - 70_000;
      return d > 0 ? d : -d;
    }

    String call() {
      return text.trim();
    }

    int staticCall() {
      return Math.abs(number);
    }

    int loop() {
      int i = 10;
      while (i > number) {
        i--;
      }
      return i;
    }

    void forever() {
      while (true) {
        number++;
      }
    }

    Object allocation() {
      return new Object();
    }

    int[] array() {
      return new int[number];
    }

    int[][] arrays() {
      return new int[number][2];
    }

    void failing() {
      throw (RuntimeException) object;
    }

    int locking() {
      synchronized (this) {
        return number;
      }
    }

    synchronized int synchronizedGetter() {
      return number;
    }

    int chosen() {
      switch (number) {
        case 1:
          return 5;
        case 2:
          return 9;
        default:
          return 0;
      }
    }

    int sparse() {
      switch (number) {
        case 1:
          return 5;
        case 2_000:
          return 9;
        default:
          return 0;
      }
    }

    Runnable lambda() {
      return () -> number++;
    }

    String concatenated() {
      return text + number;
    }

    int veryLong(int a) {
      int b = a * 7 + a * 11 + a * 13 + a * 17 + a * 19 + a * 23 + a * 29 + a * 31;
      return b * 7 + b * 11 + b * 13 + b * 17 + b * 19 + b * 23 + b * 29 + b * 31;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "getter",
        "setter",
        "chained",
        "sharedGetter",
        "constant",
        "bigConstant",
        "empty",
        "negated",
        "isNull",
        "arithmetic",
        "cast",
        "element",
        "counted",
        "longer"
      })
  void readingAndWritingIsTrivial(String name) {
    assertTrue(ClassFiles.method(Shapes.class, name).isTrivial());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "call",
        "staticCall",
        "loop",
        "forever",
        "allocation",
        "array",
        "arrays",
        "failing",
        "locking",
        "synchronizedGetter",
        "chosen",
        "sparse",
        "lambda",
        "concatenated",
        "veryLong"
      })
  void whateverMayTakeTimeIsNot(String name) {
    assertFalse(ClassFiles.method(Shapes.class, name).isTrivial());
  }

  @Test
  void aMethodWithoutCodeIsNotTrivial() {
    ClassFile.Method method = ClassFiles.method(Runnable.class, "run");
    assertEquals(0, method.codeLength());
    assertFalse(method.isTrivial());
    assertTrue(method.is(ClassFile.ABSTRACT));
  }
}

package com.acme.plain.fail;

import java.util.Map;
import java.util.function.Function;

/** Code of many shapes, whose names compilers make up. */
final class ShapeWays {
  private final String name;

  private ShapeWays(String name) {
    this.name = name;
  }

  static void addTo(Map<String, Way> ways) {
    ways.put("lambda", ShapeWays::inLambda);
    ways.put("lambda-in-lambda", ShapeWays::inInnerLambda);
    ways.put("method-reference", () -> ShapeService.runs(ShapeWays::isReferred));
    ways.put("anonymous-class", ShapeWays::inAnonymous);
    ways.put("local-class", ShapeWays::inLocal);
    ways.put("nested-class", () -> ShapeService.runs(new Nested()));
    ways.put("inner-class", () -> ShapeService.runs(new ShapeWays("outer").new Inner()));
    ways.put("private-of-nested", () -> ShapeService.runs(() -> new Holder().fails()));
    ways.put("bridge", () -> ShapeService.applies(new Parser(), "seven"));
    ways.put("default-method", () -> ShapeService.runs(new Inheritor()));
    ways.put("enum-constant", () -> ShapeService.runs(Choice.WRONG));
    ways.put("constructor", () -> ShapeService.runs(Impossible::new));
  }

  private static void inLambda() {
    ShapeService.runs(
        () -> {
          throw new IllegalStateException("in a lambda");
        });
  }

  private static void inInnerLambda() {
    ShapeService.runs(
        () -> {
          Runnable inner =
              () -> {
                throw new IllegalStateException("in a lambda in a lambda");
              };
          inner.run();
        });
  }

  private static void isReferred() {
    throw new IllegalStateException("by a method reference");
  }

  private static void inAnonymous() {
    ShapeService.runs(
        new Runnable() {
          @Override
          public void run() {
            throw new IllegalStateException("in an anonymous class");
          }
        });
  }

  private static void inLocal() {
    class Local implements Runnable {
      @Override
      public void run() {
        throw new IllegalStateException("in a local class");
      }
    }
    ShapeService.runs(new Local());
  }

  private static final class Nested implements Runnable {
    @Override
    public void run() {
      throw new IllegalStateException("in a nested class");
    }
  }

  private final class Inner implements Runnable {
    @Override
    public void run() {
      throw new IllegalStateException("in an inner class of " + name);
    }
  }

  /** Its private method is called from outside of it. */
  private static final class Holder {
    private void fails() {
      throw new IllegalStateException("in a private method of a nested class");
    }
  }

  /** Compilers give it a second {@code apply} that calls the first. */
  private static final class Parser implements Function<String, Integer> {
    @Override
    public Integer apply(String text) {
      throw new IllegalStateException("behind a bridge: " + text);
    }
  }

  private interface Inherited extends Runnable {
    @Override
    default void run() {
      throw new IllegalStateException("in a default method");
    }
  }

  private static final class Inheritor implements Inherited {}

  private enum Choice implements Runnable {
    WRONG {
      @Override
      public void run() {
        throw new IllegalStateException("in a constant of an enum");
      }
    }
  }

  private static final class Impossible {
    Impossible() {
      throw new IllegalStateException("in a constructor");
    }
  }
}

package io.weftline.agent.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CallersTest {
  private static final ApplicationFrames TEST =
      name -> name.startsWith(CallersTest.class.getName());

  /** Stands for a library between the application and the driver. */
  private static final class Library {
    static StackTraceElement find(Callers callers) {
      return callers.caller();
    }

    static StackTraceElement deep(int depth, Supplier<StackTraceElement> then) {
      return depth == 0 ? then.get() : deep(depth - 1, then);
    }
  }

  private static ApplicationFrames without(Class<?> library) {
    return name -> TEST.isApplication(name) && !name.equals(library.getName());
  }

  @Test
  void findsTheFirstFrameOfTheApplication() {
    StackTraceElement caller = Library.find(new Callers(without(Library.class)));
    assertEquals(CallersTest.class.getName(), caller.getClassName());
    assertEquals("findsTheFirstFrameOfTheApplication", caller.getMethodName());
    assertEquals("CallersTest.java", caller.getFileName());
    assertEquals(
        "find", Library.find(new Callers(TEST)).getMethodName(), "the library is its own now");
  }

  @Test
  void findsNothingWhereThereIsNothing() {
    assertNull(new Callers(name -> false).caller());
  }

  @Test
  void passesDriversOverThatLiveInTheApplication() {
    Callers callers = new Callers(TEST);
    callers.passOver(Library.class.getName());
    assertEquals(
        "passesDriversOverThatLiveInTheApplication", Library.find(callers).getMethodName());
  }

  @Test
  void looksOnlySoDeep() {
    Callers callers = new Callers(name -> name.equals(CallersTest.class.getName()));
    // The lambdas of the test are the application's: only the library is below.
    Supplier<StackTraceElement> find = new Finder(callers);
    assertNotNull(Library.deep(300, find));
    assertNull(Library.deep(3_000, find));
  }

  private static final class Finder implements Supplier<StackTraceElement> {
    private final Callers callers;

    Finder(Callers callers) {
      this.callers = callers;
    }

    @Override
    public StackTraceElement get() {
      return callers.caller();
    }
  }

  @Test
  void whatFailsInTheQuestionComesOut() {
    Callers callers =
        new Callers(
            name -> {
              throw new UnsupportedOperationException(name);
            });
    assertThrows(RuntimeException.class, callers::caller);
    Callers overflowing =
        new Callers(
            name -> {
              throw new StackOverflowError();
            });
    assertThrows(StackOverflowError.class, overflowing::caller);
  }
}

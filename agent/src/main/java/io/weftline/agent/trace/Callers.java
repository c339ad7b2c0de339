package io.weftline.agent.trace;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Collections;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds the line of the application that the calling thread is at: the first frame of its stack
 * that is the application's own.
 *
 * <p>Since Java 9 the stack is walked only as far as needed; on 8 a whole trace is taken.
 * Thread-safe.
 */
public final class Callers implements Sweeps.Sweep {
  /** Deeper than this nobody's caller is looked for. */
  private static final int MAX_FRAMES = 1_000;

  /** What the names of methods begin with that tools put into the application's own classes. */
  private static final String GENERATED = "$$";

  private final ApplicationFrames frames;
  private final Set<String> passedOver =
      Collections.newSetFromMap(new ConcurrentHashMap<String, Boolean>());

  /**
   * Made on the agent's thread: its method handles take longer to make than most of premain, and
   * are nothing for the end of an application's stack. Who asks before that makes it.
   */
  private volatile Walker walker;

  private volatile boolean isJava8;

  public Callers(ApplicationFrames frames) {
    this.frames = new OtherFrames(frames, passedOver);
  }

  /**
   * Says that a class is never what is looked for, wherever it lives: a driver or a pool that is
   * part of the application.
   */
  public void passOver(String className) {
    passedOver.add(className);
  }

  /** Puts a place in the application's code into an event; nothing if it is null. */
  public static void put(Event event, StackTraceElement caller) {
    if (caller != null) {
      event.put(Fields.CODE_FUNCTION, caller.getClassName() + "." + caller.getMethodName());
      event.put(Fields.CODE_FILE, caller.getFileName());
      if (caller.getLineNumber() > 0) {
        event.put(Fields.CODE_LINE, (long) caller.getLineNumber());
      }
    }
  }

  /** As a call tree has it: class, method and line; null for null. */
  static String text(StackTraceElement caller) {
    return caller == null
        ? null
        : caller.getClassName() + "." + caller.getMethodName() + ":" + caller.getLineNumber();
  }

  @Override
  public void turn() {
    walker();
  }

  @Override
  public void finish() {
    // Nothing is left open.
  }

  private Walker walker() {
    Walker ready = walker;
    if (ready == null && !isJava8) {
      // Several may make one at once, which is harmless.
      ready = Walker.make(frames);
      walker = ready;
      isJava8 = ready == null;
    }
    return ready;
  }

  /** The first frame of the application, or null if there is none. */
  public StackTraceElement caller() {
    Walker ready = walker();
    if (ready != null) {
      try {
        return ready.walk();
      } catch (StackOverflowError e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException("the stack could not be walked", e);
      }
    }
    return first(new Throwable().getStackTrace());
  }

  /** The first frame of the application in a stack, or null if there is none. */
  public StackTraceElement first(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      if (!frame.getMethodName().startsWith(GENERATED)
          && frames.isApplication(frame.getClassName())) {
        return frame;
      }
    }
    return null;
  }

  /** Whether a stack is in a method, whose name begins with one, of a class that is passed over. */
  public boolean isWithin(StackTraceElement[] stack, String[] methods) {
    for (StackTraceElement frame : stack) {
      for (String method : methods) {
        if (frame.getMethodName().startsWith(method) && passedOver.contains(frame.getClassName())) {
          return true;
        }
      }
    }
    return false;
  }

  /** The application's frames without those that are passed over. */
  private static final class OtherFrames implements ApplicationFrames {
    private final ApplicationFrames frames;
    private final Set<String> passedOver;

    OtherFrames(ApplicationFrames frames, Set<String> passedOver) {
      this.frames = frames;
      this.passedOver = passedOver;
    }

    @Override
    public boolean isApplication(String className) {
      return frames.isApplication(className) && !passedOver.contains(className);
    }
  }

  /** {@code java.lang.StackWalker} by method handles, since Java 8 has none. */
  private static final class Walker implements Function<Stream<?>, Object> {
    private final ApplicationFrames frames;
    private final Object stackWalker;
    private final MethodHandle walk;
    private final MethodHandle className;
    private final MethodHandle methodName;
    private final MethodHandle element;

    private Walker(ApplicationFrames frames, Class<?> walkerType, Class<?> frameType)
        throws Throwable {
      this.frames = frames;
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      stackWalker =
          lookup.findStatic(walkerType, "getInstance", MethodType.methodType(walkerType)).invoke();
      walk =
          lookup
              .findVirtual(walkerType, "walk", MethodType.methodType(Object.class, Function.class))
              .asType(MethodType.methodType(Object.class, Object.class, Function.class));
      className =
          lookup
              .findVirtual(frameType, "getClassName", MethodType.methodType(String.class))
              .asType(MethodType.methodType(String.class, Object.class));
      methodName =
          lookup
              .findVirtual(frameType, "getMethodName", MethodType.methodType(String.class))
              .asType(MethodType.methodType(String.class, Object.class));
      element =
          lookup
              .findVirtual(
                  frameType, "toStackTraceElement", MethodType.methodType(StackTraceElement.class))
              .asType(MethodType.methodType(StackTraceElement.class, Object.class));
    }

    static Walker make(ApplicationFrames frames) {
      try {
        return new Walker(
            frames,
            Class.forName("java.lang.StackWalker"),
            Class.forName("java.lang.StackWalker$StackFrame"));
      } catch (ClassNotFoundException e) {
        return null; // Java 8
      } catch (VirtualMachineError e) {
        // The program's own: the next one tries again.
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException(
            "java.lang.StackWalker is not what it is known to be: " + e, e);
      }
    }

    StackTraceElement walk() throws Throwable {
      return (StackTraceElement) walk.invoke(stackWalker, this);
    }

    @Override
    public Object apply(Stream<?> stack) {
      Iterator<?> each = stack.iterator();
      try {
        for (int i = 0; i < MAX_FRAMES && each.hasNext(); i++) {
          Object frame = each.next();
          if (frames.isApplication((String) className.invokeExact(frame))
              && !((String) methodName.invokeExact(frame)).startsWith(GENERATED)) {
            return (StackTraceElement) element.invokeExact(frame);
          }
        }
        return null;
      } catch (RuntimeException e) {
        throw e;
      } catch (Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }
  }
}

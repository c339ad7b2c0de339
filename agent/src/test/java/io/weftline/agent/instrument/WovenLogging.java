package io.weftline.agent.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weftline.agent.TestServices;
import io.weftline.agent.config.Config;
import io.weftline.agent.event.Level;
import io.weftline.agent.trace.FailedCalls;
import io.weftline.agent.trace.FailureListener;
import io.weftline.agent.trace.ThreadLabel;
import io.weftline.agent.weave.Instrumentation;
import io.weftline.agent.weave.Transformer;
import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.ThreadContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A logging library as an application has it, woven by an instrumentation, and what is heard of its
 * records with a throwable.
 */
public final class WovenLogging implements FailureListener {
  public final TestServices services = new TestServices(Config.of(Map.of(), List.of()), "com.");
  private final List<String> heard = new ArrayList<>();
  private final long failures = Bridge.failures();
  private final Transformer transformer;

  /** Called with each throwable. */
  public Runnable onLogged = () -> {};

  public WovenLogging(Instrumentation instrumentation) {
    services.failures.listen(this);
    instrumentation.install(services);
    transformer =
        new Transformer(
            List.of(instrumentation), services.marks, services.jdk, services.skips, () -> {});
  }

  /**
   * Runs a program of the tests' own class path in a loader that defines it and the library anew.
   *
   * @param program a public class with a public constructor without parameters; what is nested with
   *     it goes with it
   * @param library what the names of its classes begin with
   */
  public void run(Class<? extends Runnable> program, String library) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    Application application = new Application(program.getNestHost().getName(), library);
    thread.setContextClassLoader(application);
    try {
      ((Runnable) application.loadClass(program.getName()).getConstructor().newInstance()).run();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** The class as it is woven, or null. */
  public byte[] weave(ClassLoader loader, String name, byte[] bytes) {
    return transformer.transform(loader, name.replace('.', '/'), null, null, bytes);
  }

  public static byte[] read(ClassLoader loader, String name) {
    try (InputStream in = loader.getResourceAsStream(name.replace('.', '/') + ".class")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What was heard since the last time; nothing else has happened. */
  public List<String> heard() {
    List<String> taken = new ArrayList<>(heard);
    heard.clear();
    assertEquals(failures, Bridge.failures(), () -> "failed: " + Bridge.lastFailure());
    assertEquals(Map.of(), services.skips.reasons());
    assertEquals(false, ThreadContext.current().logging);
    assertEquals(0, ThreadContext.current().depth());
    return taken;
  }

  @Override
  public void logged(Level level, String logger, String message, Throwable thrown) {
    heard.add(level + " " + logger + ": " + message + " " + thrown.getMessage());
    onLogged.run();
  }

  @Override
  public void unitEnded(FailedCalls failed, Throwable leaving) {}

  @Override
  public void throwablesFull(FailedCalls failed, Throwable inFlight) {}

  @Override
  public void uncaught(Throwable thrown, ThreadLabel thread) {}

  /** Defines the program and the library, all else is the tests'. */
  private final class Application extends ClassLoader {
    private final String program;
    private final String library;

    Application(String program, String library) {
      super(WovenLogging.class.getClassLoader());
      this.program = program;
      this.library = library;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(program) && !name.startsWith(library)) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : define(name);
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      if (getResource(name.replace('.', '/') + ".class") == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = read(getParent(), name);
      byte[] woven = weave(this, name, bytes);
      byte[] defined = woven == null ? bytes : woven;
      return defineClass(name, defined, 0, defined.length);
    }
  }
}

package com.acme.plain;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The same class through loaders that do not ask their parent: one that hides everything but the
 * JDK from its classes, one that looks into itself first, one whose resources fail.
 */
public final class Loaders {
  private static final String TASK = Loaders.class.getName() + "$Task";

  private Loaders() {}

  public static void main(String[] args) throws Exception {
    run("hiding", new Hiding());
    run("child-first", new ChildFirst());
    run("failing", new FailingResources());
    run("null-parent", new NullParent());
    System.out.println("own " + new Task().get());
  }

  private static void run(String name, ClassLoader loader) throws Exception {
    Class<?> type = Class.forName(TASK, true, loader);
    Object task = type.getConstructor().newInstance();
    System.out.println(
        name + " " + type.getMethod("get").invoke(task) + " " + (type.getClassLoader() == loader));
  }

  /** What they load. */
  public static final class Task implements java.util.concurrent.Callable<String> {
    /** For reflection. */
    public Task() {}

    public String get() {
      return call().trim();
    }

    @Override
    public String call() {
      return " task ".trim();
    }
  }

  static byte[] bytesOf(String name) throws IOException {
    try (InputStream in =
        Loaders.class.getClassLoader().getResourceAsStream(name.replace('.', '/') + ".class")) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] bytes = new byte[4096];
      for (int read = in.read(bytes); read > 0; read = in.read(bytes)) {
        out.write(bytes, 0, read);
      }
      return out.toByteArray();
    }
  }

  /** Defines the task by itself. */
  abstract static class Own extends ClassLoader {
    Own(ClassLoader parent) {
      super(parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null) {
          return loaded;
        }
        if (name.equals(TASK)) {
          try {
            byte[] bytes = bytesOf(name);
            return defineClass(name, bytes, 0, bytes.length);
          } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
          }
        }
        return other(name, resolve);
      }
    }

    Class<?> other(String name, boolean resolve) throws ClassNotFoundException {
      return super.loadClass(name, resolve);
    }
  }

  /** Gives its classes nothing but {@code java.*}, as a container of modules may. */
  static final class Hiding extends Own {
    Hiding() {
      super(Loaders.class.getClassLoader());
    }

    @Override
    Class<?> other(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("java.")) {
        throw new ClassNotFoundException(name + " is hidden");
      }
      return super.other(name, resolve);
    }
  }

  static final class ChildFirst extends Own {
    ChildFirst() {
      super(Loaders.class.getClassLoader());
    }
  }

  static final class FailingResources extends Own {
    FailingResources() {
      super(Loaders.class.getClassLoader());
    }

    @Override
    public InputStream getResourceAsStream(String name) {
      throw new IllegalStateException("no resources today");
    }
  }

  static final class NullParent extends Own {
    NullParent() {
      super(null);
    }
  }
}

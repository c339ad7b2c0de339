package com.acme.plain;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * 64 threads that load classes as soon as the program begins, each through a loader of its own, and
 * call what they have loaded.
 */
public final class StartRace {
  private static final int THREADS = 64;
  private static final String[] CLASSES = {
    "com.acme.plain.StartRace$First",
    "com.acme.plain.StartRace$Second",
    "com.acme.plain.StartRace$Third",
    "com.acme.plain.Hello",
    "com.acme.plain.Pause",
    "com.acme.plain.Orders$Book",
    "com.acme.plain.Orders$Article",
  };

  private StartRace() {}

  public static void main(String[] args) throws InterruptedException {
    CountDownLatch start = new CountDownLatch(1);
    AtomicInteger good = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Thread thread = new Thread(() -> load(start, good), "loader-" + i);
      thread.start();
      threads.add(thread);
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println("good " + good.get());
  }

  private static void load(CountDownLatch start, AtomicInteger good) {
    try {
      start.await();
      Racer loader = new Racer();
      for (String name : CLASSES) {
        Class.forName(name, true, loader);
      }
      Object first = Class.forName(CLASSES[0], true, loader).getConstructor().newInstance();
      good.addAndGet((Integer) first.getClass().getMethod("one").invoke(first));
    } catch (ReflectiveOperationException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Defines the classes of this package by itself. */
  static final class Racer extends ClassLoader {
    static {
      registerAsParallelCapable();
    }

    Racer() {
      super(StartRace.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("com.acme.plain.")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null) {
          return loaded;
        }
        try {
          byte[] bytes = Loaders.bytesOf(name);
          return defineClass(name, bytes, 0, bytes.length);
        } catch (java.io.IOException e) {
          throw new ClassNotFoundException(name, e);
        }
      }
    }
  }

  /** One of those that are loaded. */
  public static final class First {
    /** For reflection. */
    public First() {}

    public int one() {
      return Integer.parseInt("1") * new Second().factor();
    }
  }

  static final class Second {
    int factor() {
      return new Third().value();
    }
  }

  static final class Third {
    int value() {
      return Math.abs(-1);
    }
  }
}

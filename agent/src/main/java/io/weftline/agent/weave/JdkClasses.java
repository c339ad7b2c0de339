package io.weftline.agent.weave;

import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/**
 * The classes of the JDK that may be woven, a closed list, and who has asked for which: those alone
 * say what is woven into it.
 *
 * <p>What is part of the JDK's core is woven by the agent's thread, after it has been loaded: never
 * by a thread that loads it, which may hold any lock. What is a library within the JDK is woven as
 * it is loaded, or by the agent's thread where that has happened.
 *
 * <p>Thread-safe.
 */
public final class JdkClasses {
  private static final Set<String> CORE =
      setOf(
          "java/util/concurrent/CompletableFuture",
          "java/util/concurrent/Executors$RunnableAdapter",
          "java/util/concurrent/ForkJoinPool",
          "java/util/concurrent/ForkJoinTask",
          "java/util/concurrent/ForkJoinTask$RunnableExecuteAction",
          "java/util/concurrent/FutureTask",
          "java/util/concurrent/ScheduledThreadPoolExecutor",
          "java/util/concurrent/ThreadPerTaskExecutor",
          "java/util/concurrent/ThreadPoolExecutor");

  private static final Set<String> LIBRARIES =
      setOf(
          "com/sun/net/httpserver/Filter$Chain",
          "java/util/logging/Logger",
          "jdk/internal/net/http/HttpClientImpl",
          "jdk/internal/net/http/HttpRequestImpl",
          "sun/net/httpserver/Event$ExchangeFinished",
          "sun/net/httpserver/Event$WriteFinished",
          "sun/net/httpserver/ExchangeImpl",
          "sun/net/httpserver/HttpExchangeImpl",
          "sun/net/httpserver/HttpsExchangeImpl",
          "sun/net/httpserver/ServerImpl$Exchange",
          "sun/net/httpserver/WriteFinishedEvent",
          "sun/net/www/protocol/http/HttpURLConnection",
          "sun/net/www/protocol/https/AbstractDelegateHttpsURLConnection");

  /** The arrays are never changed. */
  private final ConcurrentHashMap<String, Instrumentation[]> wanted =
      new ConcurrentHashMap<String, Instrumentation[]>();

  /** Names with slashes that the agent's thread has to look after. */
  private final Queue<String> due = new ConcurrentLinkedQueue<String>();

  /** Who waits for classes to be woven. */
  private final Queue<CountDownLatch> awaited = new ConcurrentLinkedQueue<CountDownLatch>();

  /** Names with slashes that the agent's thread has to load. */
  private final Queue<String> ahead = new ConcurrentLinkedQueue<String>();

  private static Set<String> setOf(String... names) {
    return new HashSet<String>(Arrays.asList(names));
  }

  /**
   * Has classes woven, from now on and those that are loaded already. For any thread; whoever asks
   * again changes nothing.
   *
   * @param names with slashes, of the closed list
   * @throws IllegalArgumentException if one is not on it, which is a mistake in the agent
   */
  public void weave(Instrumentation by, String... names) {
    for (String name : names) {
      if (!CORE.contains(name) && !LIBRARIES.contains(name)) {
        throw new IllegalArgumentException(name + " of the JDK is never woven");
      }
      if (want(name, by)) {
        due.add(name);
      }
    }
  }

  /** False if it is wanted by that one already. */
  private boolean want(String name, Instrumentation by) {
    while (true) {
      Instrumentation[] before = wanted.get(name);
      if (before == null) {
        if (wanted.putIfAbsent(name, new Instrumentation[] {by}) == null) {
          return true;
        }
        continue;
      }
      for (Instrumentation each : before) {
        if (each == by) {
          return false;
        }
      }
      Instrumentation[] longer = Arrays.copyOf(before, before.length + 1);
      longer[before.length] = by;
      if (wanted.replace(name, before, longer)) {
        return true;
      }
    }
  }

  /**
   * The same for classes of the core that are going to be used: they are loaded on the agent's
   * thread now, so that they are woven before the first who uses them and not a moment after. Also
   * for those that were asked for before.
   *
   * @return is at 0 when they are
   */
  public CountDownLatch weaveAhead(Instrumentation by, String... names) {
    CountDownLatch done = new CountDownLatch(1);
    ahead.addAll(Arrays.asList(names));
    weave(by, names);
    // Last: whoever counts it down has seen the others.
    awaited.add(done);
    return done;
  }

  /**
   * Who weaves a class that the JDK's loaders define; null for nearly all.
   *
   * @param loaded whether it is there already
   */
  Instrumentation[] of(String name, boolean loaded) {
    if (wanted.isEmpty()) {
      return null;
    }
    Instrumentation[] by = wanted.get(name);
    if (by == null || loaded || LIBRARIES.contains(name)) {
      return by;
    }
    // Loaded this moment: the agent's thread has its turn later.
    due.add(name);
    return null;
  }

  /** A class could not be woven yet. */
  void again(String name) {
    due.add(name);
  }

  /** Weaves what is due and loaded; on the agent's thread. */
  void weaveDue(java.lang.instrument.Instrumentation jvm, SkipLog skips) {
    // Those who begin to wait from here on wait for the next turn.
    List<CountDownLatch> waiting = new ArrayList<CountDownLatch>(awaited);
    try {
      if (!due.isEmpty() || !ahead.isEmpty()) {
        weaveNow(jvm, skips);
      }
    } finally {
      for (CountDownLatch each : waiting) {
        awaited.remove(each);
        each.countDown();
      }
    }
  }

  private void weaveNow(java.lang.instrument.Instrumentation jvm, SkipLog skips) {
    for (String name = ahead.poll(); name != null; name = ahead.poll()) {
      try {
        Class.forName(name.replace('/', '.'), false, null);
      } catch (ClassNotFoundException e) {
        // Not in this release of Java.
        wanted.remove(name);
      }
    }
    Set<String> names = new HashSet<String>();
    for (String name = due.poll(); name != null; name = due.poll()) {
      names.add(name.replace('/', '.'));
    }
    ClassLoader platform = ClassLoader.getSystemClassLoader().getParent();
    List<Class<?>> types = new ArrayList<Class<?>>();
    for (Class<?> type : jvm.getAllLoadedClasses()) {
      // By loader first: a class that is asked for its name keeps it, a megabyte for all of them.
      ClassLoader loader = type.getClassLoader();
      if ((loader == null || loader == platform)
          && names.contains(type.getName())
          && of(type.getName().replace('.', '/'), true) != null) {
        types.add(type);
      }
    }
    if (types.size() > 1) {
      try {
        // All at once: each time the virtual machine stops and looks at every class that is loaded.
        jvm.retransformClasses(types.toArray(new Class<?>[0]));
        return;
      } catch (Throwable e) {
        // Then none of them was woven; one by one it shows, and counts, which cannot be.
      }
    }
    for (Class<?> type : types) {
      weave(jvm, type, skips);
    }
  }

  private static void weave(
      java.lang.instrument.Instrumentation jvm, Class<?> type, SkipLog skips) {
    try {
      jvm.retransformClasses(type);
    } catch (UnmodifiableClassException e) {
      skips.failed("the virtual machine does not let a class be changed", type.getName());
    } catch (Throwable e) {
      skips.failed("a class of the JDK could not be woven: " + e, type.getName());
    }
  }
}

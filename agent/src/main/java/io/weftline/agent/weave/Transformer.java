package io.weftline.agent.weave;

import io.weftline.bootstrap.AgentLoader;
import io.weftline.bootstrap.ThreadContext;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.ref.WeakReference;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sees every class that is loaded. The cheap test (loader, name, bytes) needs no library; the
 * thread whose class first passes it loads the weaver, and no other thread ever waits for that:
 * meanwhile what passes is noted, loader weakly, and woven afterwards by {@link #weaveNoted}.
 *
 * <p>Thread-safe. Nothing gets out of it; what fails leaves the class as it is, with the reason.
 */
public final class Transformer implements ClassFileTransformer {
  /** The newest class files that the Byte Buddy inside reads: those of Java 28. */
  static final int NEWEST_MAJOR = 72;

  private static final String NO_WEAVER = "the weaver could not be loaded";

  private static final int NONE = 0;
  private static final int LOADING = 1;
  private static final int READY = 2;
  private static final int BROKEN = 3;

  private static final int WOVE_THREAD = 1;
  private static final int WOVE_HOOKS = 2;

  /** A class that was noted and is still not defined after so many turns never will be. */
  private static final int MAX_TURNS = 25;

  private final io.weftline.agent.weave.Instrumentation[] instrumentations;
  private final Marks marks;
  private final SkipLog skips;
  private final JdkClasses jdk;
  private final Runnable mainHasBegun;
  private final Hierarchy hierarchy = new Hierarchy();
  private final BridgeSight sight = new BridgeSight();
  private final AtomicInteger weaverState = new AtomicInteger();
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger jdkWoven = new AtomicInteger();
  private final ClassLoader platform = platformLoader();
  private final List<Noted> noted = new ArrayList<Noted>();
  private volatile Weaver weaver;
  private volatile boolean premainReturned;
  private volatile boolean stopped;

  /**
   * @param marks that the instrumentations have asked for
   * @param mainHasBegun run once, by the thread that loads the first class of the application after
   *     {@link #premainReturned}
   */
  public Transformer(
      List<io.weftline.agent.weave.Instrumentation> instrumentations,
      Marks marks,
      JdkClasses jdk,
      SkipLog skips,
      Runnable mainHasBegun) {
    this.instrumentations =
        instrumentations.toArray(new io.weftline.agent.weave.Instrumentation[0]);
    this.marks = marks;
    this.jdk = jdk;
    this.skips = skips;
    this.mainHasBegun = mainHasBegun;
  }

  private static ClassLoader platformLoader() {
    ClassLoader loader = ClassLoader.getSystemClassLoader();
    while (loader != null && loader.getParent() != null) {
      loader = loader.getParent();
    }
    return loader;
  }

  /** Weaves the two methods of the JDK; returns why it could not, or null. */
  public String weaveJdk(Instrumentation jvm) {
    try {
      jvm.retransformClasses(Thread.class, Class.forName("java.lang.ApplicationShutdownHooks"));
    } catch (Throwable e) {
      return e.toString();
    }
    // A virtual machine that is newer than we are may have them otherwise, or files nobody reads.
    int woven = jdkWoven.get();
    if (woven == (WOVE_THREAD | WOVE_HOOKS)) {
      return null;
    }
    return ((woven & WOVE_THREAD) == 0 ? JdkTargets.THREAD : JdkTargets.HOOKS).replace('/', '.')
        + " of this virtual machine is not what it is known to be";
  }

  private byte[] weaveJdk(String name, byte[] bytes) {
    byte[] woven = JdkTargets.weave(name, bytes);
    if (woven != null) {
      int flag = JdkTargets.THREAD.equals(name) ? WOVE_THREAD : WOVE_HOOKS;
      int before = jdkWoven.get();
      while (!jdkWoven.compareAndSet(before, before | flag)) {
        before = jdkWoven.get();
      }
    }
    return woven;
  }

  /** From now on the first class of the application says that its main has begun. */
  public void premainReturned() {
    premainReturned = true;
  }

  /** Nothing is woven any more. */
  public void stop() {
    stopped = true;
  }

  @Override
  public byte[] transform(
      ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
    if (name == null || stopped) {
      return null;
    }
    try {
      if (loader == null || loader == platform) {
        if (redefined != null && JdkTargets.isOne(name)) {
          return weaveJdk(name, bytes);
        }
        io.weftline.agent.weave.Instrumentation[] by = jdk.of(name, redefined != null);
        return by == null ? null : timed(loader, by, name, bytes);
      }
      if (loader instanceof AgentLoader || loader instanceof PluginLoader) {
        return null;
      }
      if (premainReturned && begun.get() == 0 && begun.compareAndSet(0, 1)) {
        mainHasBegun.run();
      }
      return Ignored.is(name) ? null : timed(loader, null, name, bytes);
    } catch (Throwable t) {
      skips.failed("a class could not be woven: " + t, name.replace('/', '.'));
      return null;
    }
  }

  private byte[] timed(
      ClassLoader loader,
      io.weftline.agent.weave.Instrumentation[] only,
      String name,
      byte[] bytes) {
    long start = System.nanoTime();
    try {
      return weave(loader, only, name, bytes);
    } finally {
      long taken = System.nanoTime() - start;
      skips.took(taken);
      ThreadContext.discount(taken);
    }
  }

  /**
   * @param only the instrumentations that are asked, for a class of the JDK; else null
   */
  private byte[] weave(
      ClassLoader loader,
      io.weftline.agent.weave.Instrumentation[] only,
      String name,
      byte[] bytes) {
    int major = ClassFile.major(bytes);
    if (major > NEWEST_MAJOR) {
      skips.skipped(
          "classes are left alone whose class files are of version "
              + major
              + ", newer than this release of Weftline knows: a newer one may",
          name.replace('/', '.'));
      return null;
    }
    ClassFile file;
    try {
      file = new ClassFile(bytes, name, marks.table());
      if (only == null
          && ((file.access() & ClassFile.ANNOTATION) != 0 || !concerns(loader, file))) {
        return null;
      }
      file.readAll();
    } catch (IndexOutOfBoundsException e) {
      return broken(name.replace('/', '.'));
    } catch (IllegalArgumentException e) {
      return broken(name.replace('/', '.'));
    }
    ClassLoader source = only == null ? loader : platform;
    Plan plan = new Plan(file.name(), major, skips);
    Supertypes supertypes = new Supertypes(hierarchy, source, file);
    if (only != null) {
      for (io.weftline.agent.weave.Instrumentation each : only) {
        each.plan(file, supertypes, plan);
      }
    } else {
      for (io.weftline.agent.weave.Instrumentation each : instrumentations) {
        // What is of the JDK's classes alone must not meet others' methods of the same names.
        if (each.concerns(loader, file)) {
          each.plan(file, supertypes, plan);
        }
      }
    }
    if (plan.isEmpty()) {
      if (only != null) {
        skips.skipped(
            "what some classes of this Java do is not followed, since they are not what they are"
                + " known to be: a newer release of Weftline may know them",
            file.name());
      }
      return null;
    }
    String hidden = sight.reasonAgainst(source);
    if (!hidden.isEmpty()) {
      skips.skipped(hidden, file.name());
      return null;
    }
    Weaver ready = weaverOrNote(only == null ? loader : null, file.name());
    if (ready == null) {
      return null;
    }
    byte[] woven = ready.weave(source, file, plan);
    if (woven != null) {
      skips.woven();
    }
    return woven;
  }

  private byte[] broken(String name) {
    skips.skipped("classes are left alone whose class files cannot be read", name);
    return null;
  }

  private boolean concerns(ClassLoader loader, ClassFile file) {
    for (io.weftline.agent.weave.Instrumentation each : instrumentations) {
      if (each.concerns(loader, file)) {
        return true;
      }
    }
    return false;
  }

  /**
   * @param loader null for a class of the JDK
   */
  private Weaver weaverOrNote(ClassLoader loader, String name) {
    Weaver ready = weaver;
    if (ready != null) {
      return ready;
    }
    if (weaverState.compareAndSet(NONE, LOADING)) {
      try {
        ready = new Weaver(Transformer.class.getClassLoader());
        weaver = ready;
        weaverState.set(READY);
        return ready;
      } finally {
        if (weaver == null) {
          weaverState.set(BROKEN);
        }
      }
    }
    if (weaverState.get() == BROKEN) {
      skips.skipped(NO_WEAVER, name);
      return null;
    }
    if (loader == null) {
      jdk.again(name.replace('.', '/'));
    } else {
      synchronized (noted) {
        noted.add(new Noted(loader, name));
      }
    }
    return null;
  }

  /**
   * Weaves what was loaded while the weaver was not there yet; called on the agent's thread.
   *
   * @return how many classes there were
   */
  public int weaveNoted(Instrumentation jvm) {
    jdk.weaveDue(jvm, skips);
    List<Noted> due;
    synchronized (noted) {
      if (noted.isEmpty() || weaver == null && weaverState.get() != BROKEN) {
        return 0;
      }
      due = new ArrayList<Noted>(noted);
      noted.clear();
    }
    if (weaver == null) {
      for (Noted each : due) {
        skips.skipped(NO_WEAVER, each.name);
      }
      return 0;
    }
    int count = 0;
    for (Class<?> type : jvm.getAllLoadedClasses()) {
      if (takeOut(due, type)) {
        try {
          jvm.retransformClasses(type);
          count++;
        } catch (UnmodifiableClassException e) {
          skips.failed("the virtual machine does not let a class be changed", type.getName());
        } catch (Throwable e) {
          skips.failed("a class could not be woven after it was loaded: " + e, type.getName());
        }
      }
    }
    keep(due);
    return count;
  }

  private static boolean takeOut(List<Noted> due, Class<?> type) {
    boolean found = false;
    for (int i = due.size() - 1; i >= 0; i--) {
      Noted each = due.get(i);
      if (each.loader.get() == type.getClassLoader() && each.name.equals(type.getName())) {
        due.remove(i);
        found = true;
      }
    }
    return found;
  }

  /** Between its transformation and its definition a class is not to be seen: it is next time. */
  private void keep(List<Noted> missing) {
    synchronized (noted) {
      for (Noted each : missing) {
        if (++each.turns < MAX_TURNS && each.loader.get() != null) {
          noted.add(each);
        }
      }
    }
  }

  /** A class that came too early. */
  private static final class Noted {
    final WeakReference<ClassLoader> loader;
    final String name;

    /** How often it was looked for in vain; the agent's thread only. */
    int turns;

    Noted(ClassLoader loader, String name) {
      this.loader = new WeakReference<ClassLoader>(loader);
      this.name = name;
    }
  }
}

package io.weftline.agent.weave;

import io.weftline.bootstrap.Bridge;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Links woven code with advice that names types of a library. Such advice is a class of a {@link
 * PluginLoader}, one for each package of advice and loader of the application: what is linked holds
 * it, so that it goes when the application's loader goes, and nothing else does.
 *
 * <p>Thread-safe. No lock is held while a class is loaded.
 */
public final class Linker extends Bridge.Linkage {
  private final ClassLoader agent;
  private final SkipLog skips;

  private final LoaderMap<Map<String, WeakReference<PluginLoader>>> loaders =
      new LoaderMap<Map<String, WeakReference<PluginLoader>>>();

  /** What is linked, by the hook that counts its failures. Guarded by this. */
  private final Map<Integer, List<WeakReference<MutableCallSite>>> linked =
      new HashMap<Integer, List<WeakReference<MutableCallSite>>>();

  /**
   * @param agent defines the agent; has the class files of the advice
   */
  public Linker(ClassLoader agent, SkipLog skips) {
    this.agent = agent;
    this.skips = skips;
  }

  /**
   * The place in the code of a class of that loader, linked with a method of the advice; with
   * nothing if that cannot be had. Never throws.
   */
  @Override
  public CallSite link(ClassLoader loader, String name, MethodType type, String advice, int hook) {
    try {
      Class<?> helper = load(loader, advice);
      MutableCallSite site =
          new MutableCallSite(MethodHandles.publicLookup().findStatic(helper, name, type));
      if (!ends(helper, name)) {
        add(hook, site);
      }
      return site;
    } catch (Throwable t) {
      skips.failed("advice could not be linked: " + t, advice);
      return new ConstantCallSite(nothing(type));
    }
  }

  /** The class of that name as it is for a loader of the application, initialised. */
  public Class<?> load(ClassLoader loader, String name) throws ClassNotFoundException {
    return Class.forName(name, true, pluginOf(loader, name.substring(0, name.lastIndexOf('.'))));
  }

  @Override
  public void switchOff(int hook) {
    List<WeakReference<MutableCallSite>> sites;
    synchronized (this) {
      sites = linked.remove(Integer.valueOf(hook));
    }
    if (sites != null) {
      List<MutableCallSite> changed = new ArrayList<MutableCallSite>();
      for (WeakReference<MutableCallSite> each : sites) {
        MutableCallSite site = each.get();
        if (site != null) {
          site.setTarget(nothing(site.type()));
          changed.add(site);
        }
      }
      MutableCallSite.syncAll(changed.toArray(new MutableCallSite[0]));
    }
  }

  /**
   * Whether that is the end of what an entry begins: it goes on when the hook is switched off, for
   * what is in hand then. What comes later finds that nothing was begun.
   */
  private static boolean ends(Class<?> advice, String name) {
    if (!name.equals("exit")) {
      return false;
    }
    for (Method each : advice.getMethods()) {
      if (each.getName().equals("enter") && each.getReturnType() != void.class) {
        return true;
      }
    }
    return false;
  }

  private synchronized void add(int hook, MutableCallSite site) {
    List<WeakReference<MutableCallSite>> sites = linked.get(Integer.valueOf(hook));
    if (sites == null) {
      sites = new ArrayList<WeakReference<MutableCallSite>>();
      linked.put(Integer.valueOf(hook), sites);
    }
    // Applications that come and go leave theirs behind.
    for (int i = sites.size() - 1; i >= 0; i--) {
      if (sites.get(i).get() == null) {
        sites.remove(i);
      }
    }
    sites.add(new WeakReference<MutableCallSite>(site));
  }

  private PluginLoader pluginOf(ClassLoader loader, String packageName) {
    Map<String, WeakReference<PluginLoader>> byPackage = loaders.get(loader);
    if (byPackage == null) {
      byPackage = loaders.putIfAbsent(loader, new HashMap<String, WeakReference<PluginLoader>>());
    }
    synchronized (byPackage) {
      WeakReference<PluginLoader> reference = byPackage.get(packageName);
      PluginLoader found = reference == null ? null : reference.get();
      if (found == null) {
        found = new PluginLoader(packageName + ".", agent, loader);
        byPackage.put(packageName, new WeakReference<PluginLoader>(found));
      }
      return found;
    }
  }

  /** Takes the arguments and returns null, if anything. */
  private static MethodHandle nothing(MethodType type) {
    MethodHandle none =
        MethodHandles.constant(Object.class, null).asType(MethodType.methodType(type.returnType()));
    return MethodHandles.dropArguments(none, 0, type.parameterList());
  }
}

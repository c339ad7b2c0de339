package io.weftline.agent.weave;

import io.weftline.bootstrap.Bridge;

/**
 * Whether class loaders see the bridge as the class that it is. A loader is asked once, with no
 * lock of ours held, before the first class of it is woven: code woven for a loader that hides the
 * bridge would fail in the application's hands.
 *
 * <p>Thread-safe; holds loaders weakly.
 */
final class BridgeSight {
  private final LoaderMap<String> answers = new LoaderMap<String>();

  /** An empty text if it does; else the reason, with what to set. */
  String reasonAgainst(ClassLoader loader) {
    String answer = answers.get(loader);
    return answer != null ? answer : answers.putIfAbsent(loader, ask(loader));
  }

  private static String ask(ClassLoader loader) {
    String found;
    try {
      if (loader.loadClass(Bridge.class.getName()) == Bridge.class) {
        return "";
      }
      found = "has another class of the name " + Bridge.class.getName();
    } catch (ClassNotFoundException e) {
      found = "does not find " + Bridge.class.getName();
    } catch (VirtualMachineError e) {
      // The program's: the next class asks again.
      throw e;
    } catch (Throwable e) {
      found = "fails on " + Bridge.class.getName();
    }
    String type = loader.getClass().getName();
    return "the classes of " + type + " are left alone, since it " + found + ": " + advice(type);
  }

  private static String advice(String loader) {
    if (loader.startsWith("org.jboss.modules.")) {
      return "set -Djboss.modules.system.pkgs=io.weftline.bootstrap (with what stands there already)";
    }
    if (loader.startsWith("org.apache.felix.")
        || loader.startsWith("org.eclipse.osgi.")
        || loader.startsWith("org.knopflerfish.")) {
      return "set org.osgi.framework.bootdelegation=io.weftline.bootstrap";
    }
    return "let it delegate the package io.weftline.bootstrap to its parent";
  }
}

package io.weftline.agent.weave;

import java.io.IOException;
import java.io.InputStream;
import java.security.ProtectionDomain;

/**
 * Defines the advice of one package for one loader of the application: it sees the library through
 * that loader and the agent through ours. Two applications with the same library have each its own.
 *
 * <p>Thread-safe. Held by what is linked with its classes alone.
 */
final class PluginLoader extends ClassLoader {
  private static final String OURS = "io.weftline.agent.";

  static {
    registerAsParallelCapable();
  }

  private final String prefix;
  private final ClassLoader agent;

  /**
   * @param prefix of the names of its own classes, with the dot at the end
   * @param application the loader that the library is seen through; the parent
   */
  PluginLoader(String prefix, ClassLoader agent, ClassLoader application) {
    super(application);
    this.prefix = prefix;
    this.agent = agent;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OURS)) {
      return super.loadClass(name, resolve);
    }
    if (!isOwn(name)) {
      return agent.loadClass(name);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> type = findLoadedClass(name);
      return type != null ? type : define(name);
    }
  }

  private boolean isOwn(String name) {
    return name.startsWith(prefix) && name.indexOf('.', prefix.length()) < 0;
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try {
      InputStream in = agent.getResourceAsStream(name.replace('.', '/') + ".class");
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      try {
        byte[] bytes = Hierarchy.readAll(in);
        ProtectionDomain domain = PluginLoader.class.getProtectionDomain();
        return defineClass(name, bytes, 0, bytes.length, domain);
      } finally {
        in.close();
      }
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}

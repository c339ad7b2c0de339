package io.weftline.bootstrap;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.security.AllPermission;
import java.security.CodeSource;
import java.security.Permissions;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Defines everything of the agent but the bridge, from entries of the jar that no other loader
 * takes for classes: {@code agent/<name>.classdata}. Looks into itself first, so that nothing of
 * the application can stand in for what is the agent's.
 *
 * <p>Thread-safe and parallel capable. Lives as long as the process or the agent.
 */
public final class AgentLoader extends ClassLoader {
  private static final String PREFIX = "agent/";
  private static final String BRIDGE = "io/weftline/bootstrap/";
  private static final String OURS = "io.weftline.agent.";

  static {
    registerAsParallelCapable();
  }

  private final JarFile jar;
  private final ProtectionDomain domain;

  private AgentLoader(File file, ClassLoader parent) throws IOException {
    super(parent);
    jar = new JarFile(file, false);
    Permissions all = new Permissions();
    all.add(new AllPermission());
    domain = new ProtectionDomain(new CodeSource(null, (Certificate[]) null), all);
  }

  /**
   * Makes an instance of a class of the agent and hands it what it needs.
   *
   * @param file the agent's jar
   * @param name of a class with a public constructor without parameters that takes {@code
   *     arguments}
   */
  @SuppressWarnings("unchecked")
  public static void start(File file, String name, Object... arguments) throws Exception {
    ClassLoader platform = ClassLoader.getSystemClassLoader();
    while (platform != null && platform.getParent() != null) {
      platform = platform.getParent();
    }
    Class<?> type = new AgentLoader(file, platform).loadClass(name);
    ((Consumer<Object[]>) type.getConstructor().newInstance()).accept(arguments);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OURS)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> type = findLoadedClass(name);
      if (type == null) {
        type = findClass(name);
      }
      if (resolve) {
        resolveClass(type);
      }
      return type;
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    try {
      byte[] bytes = read(name.replace('.', '/') + ".classdata");
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length, domain);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  /** Resources of the agent first, under their plain names; classes too, under {@code .class}. */
  @Override
  public InputStream getResourceAsStream(String name) {
    try {
      String entry =
          name.endsWith(".class") ? name.substring(0, name.length() - 6) + ".classdata" : name;
      JarEntry found = jar.getJarEntry(PREFIX + entry);
      if (found == null && name.startsWith(BRIDGE)) {
        // What was appended to the boot search is found as classes there, but not as resources.
        found = jar.getJarEntry(name);
      }
      return found != null ? jar.getInputStream(found) : super.getResourceAsStream(name);
    } catch (IOException e) {
      // As the method of the superclass has it: what cannot be read is not there.
      return null;
    }
  }

  private byte[] read(String name) throws IOException {
    JarEntry entry = jar.getJarEntry(PREFIX + name);
    if (entry == null) {
      return null;
    }
    InputStream in = jar.getInputStream(entry);
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream((int) Math.max(32, entry.getSize()));
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
      }
      return out.toByteArray();
    } finally {
      in.close();
    }
  }
}

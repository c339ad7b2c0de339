package io.weftline;

import io.weftline.bootstrap.AgentLoader;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.net.URL;
import java.net.URLDecoder;
import java.util.jar.JarFile;

/**
 * Where the virtual machine enters: as an agent and as a program. Finds its own jar, makes sure
 * that the boot loader has the bridge, and hands over.
 *
 * <p>Keeps nothing and lets nothing out: whatever fails here must not keep the application from
 * starting.
 */
public final class Premain {
  private static final String ENTRY = "io/weftline/Premain.class";

  private Premain() {}

  /** Called before the application's {@code main}. */
  public static void premain(String argument, Instrumentation instrumentation) {
    try {
      File jar = jar();
      boolean appended = Premain.class.getClassLoader() != null;
      if (appended) {
        // The manifest's Boot-Class-Path names the usual names only: this jar has another.
        instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(jar, false));
      }
      AgentLoader.start(
          jar,
          "io.weftline.agent.Agent",
          argument,
          instrumentation,
          jar,
          Boolean.valueOf(appended));
    } catch (Throwable t) {
      System.err.println(
          "weftline: could not start, the application runs without it: " + t + at(t));
    }
  }

  /** {@code java -jar weftline.jar}: the command line. */
  public static void main(String[] arguments) throws Exception {
    AgentLoader.start(jar(), "io.weftline.agent.cli.Main", (Object) arguments);
  }

  private static File jar() throws Exception {
    URL url = ClassLoader.getSystemResource(ENTRY);
    String path = url == null ? "" : url.getPath();
    int end = path.length() - ENTRY.length() - 2;
    if (end < 0 || !path.startsWith("file:")) {
      throw new IllegalStateException("the agent's jar is not to be found at " + url);
    }
    // The decoder takes a plus for a blank; in a path it is a plus.
    String file = path.substring("file:".length(), end).replace("+", "%2B");
    return new File(URLDecoder.decode(file, "UTF-8"));
  }

  private static String at(Throwable t) {
    StackTraceElement[] stack = t.getStackTrace();
    return stack.length == 0 ? "" : " at " + stack[0];
  }
}

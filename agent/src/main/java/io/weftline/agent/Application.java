package io.weftline.agent;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * What can be told of the application before its {@code main}: its name, version and packages, from
 * the JVM's own properties, the environment and the manifest of its jar.
 *
 * <p>Immutable. Of the command line only the first word is used, and of that only the name.
 */
final class Application {
  /** The launchers of Spring Boot, which start what the manifest beside them names. */
  private static final String SPRING_BOOT = "org.springframework.boot.loader.";

  private static final String[] TOOLS = {
    "com.sun.tools.",
    "sun.tools.",
    "sun.security.tools.",
    "jdk.",
    "com.sun.jndi.",
    "sun.rmi.",
    "sun.jvm.hotspot.",
    "java.",
  };

  /** What is known of a container is the container's, not the application's. */
  private static final String[] CONTAINERS = {
    "org.apache.catalina.", "org.eclipse.jetty.", "org.jboss.modules.", "com.ibm.ws.", SPRING_BOOT,
  };

  private static final String START_CLASS = "Start-Class";

  /** What {@code java Hello.java} starts, before Java 22 and since: it compiles, then runs. */
  private static final String[] SOURCE_LAUNCHERS = {
    "com.sun.tools.javac.launcher.Main", "com.sun.tools.javac.launcher.SourceLauncher",
  };

  private final String name;
  private final String version;
  private final List<String> packages;
  private final boolean tool;

  private Application(String name, String version, List<String> packages, boolean tool) {
    this.name = name;
    this.version = version;
    this.packages = packages;
    this.tool = tool;
  }

  static Application detect(Properties properties, Map<String, String> environment) {
    String whole = properties.getProperty("sun.java.command", "");
    String classPath = properties.getProperty("java.class.path", "");
    String command = firstWord(whole, classPath);
    String mainClass = command;
    Attributes manifest = null;
    boolean jar = isJar(command, classPath);
    if (jar) {
      manifest = manifestOf(new File(command));
      mainClass = mainClassOf(manifest);
    } else {
      int module = command.indexOf('/');
      if (module >= 0) {
        mainClass = command.substring(module + 1);
      }
      if (isAny(mainClass, SOURCE_LAUNCHERS)) {
        return ofSource(whole.substring(command.length()), properties, environment);
      }
      if (mainClass.startsWith(SPRING_BOOT)) {
        manifest = manifestOfStarted(classPath);
        mainClass = manifest == null ? mainClass : manifest.getValue(START_CLASS);
      }
    }
    String name = said(jar ? nameOf(command) : simpleName(mainClass), properties, environment);
    String version =
        manifest == null ? null : manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
    String module = properties.getProperty("jdk.module.main", "");
    boolean tool =
        module.startsWith("jdk.") || module.startsWith("java.") || !jar && isAny(mainClass, TOOLS);
    return new Application(name, version, packagesOf(mainClass), tool);
  }

  /**
   * A program that is started from its source: {@code java Hello.java}.
   *
   * @param arguments of the launcher, the source file first
   */
  private static Application ofSource(
      String arguments, Properties properties, Map<String, String> environment) {
    String file = arguments.trim();
    int end = file.indexOf(".java ");
    if (end < 0 && file.endsWith(".java")) {
      end = file.length() - 5;
    }
    if (end < 0) {
      // A script without the ending, whose name may not have blanks then.
      end = file.indexOf(' ') < 0 ? file.length() : file.indexOf(' ');
    }
    String name = nameOf(file.substring(0, end) + ".java");
    return new Application(
        said(name, properties, environment), null, Collections.<String>emptyList(), false);
  }

  /** The name that somebody gave, or else the one that was found. */
  private static String said(String found, Properties properties, Map<String, String> environment) {
    String name = first(environment.get("OTEL_SERVICE_NAME"), null);
    name = first(name, properties.getProperty("spring.application.name"));
    name = first(name, environment.get("SPRING_APPLICATION_NAME"));
    return first(first(name, found), null);
  }

  /** The manifest on the class path that names what Spring Boot's launcher starts, or null. */
  private static Attributes manifestOfStarted(String classPath) {
    for (int from = 0; from <= classPath.length(); ) {
      int end = classPath.indexOf(File.pathSeparatorChar, from);
      end = end < 0 ? classPath.length() : end;
      File entry = new File(classPath.substring(from, end));
      Attributes manifest = entry.isFile() ? manifestOf(entry) : manifestIn(entry);
      if (manifest != null && !first(manifest.getValue(START_CLASS), "").isEmpty()) {
        return manifest;
      }
      from = end + 1;
    }
    return null;
  }

  /** That of an application whose jar was unpacked into a directory. */
  private static Attributes manifestIn(File directory) {
    File file = new File(directory, JarFile.MANIFEST_NAME);
    if (!file.isFile()) {
      return null;
    }
    try {
      FileInputStream in = new FileInputStream(file);
      try {
        return new Manifest(in).getMainAttributes();
      } finally {
        in.close();
      }
    } catch (IOException e) {
      // What cannot be read tells nothing.
      return null;
    }
  }

  private static String first(String one, String other) {
    return one == null || one.isEmpty() ? other : one;
  }

  /** The main class, or the path of the jar, which may have blanks in it. */
  private static String firstWord(String command, String classPath) {
    for (int end = command.indexOf(' '); end >= 0; end = command.indexOf(' ', end + 1)) {
      if (isClassPath(command.substring(0, end), classPath)) {
        return command.substring(0, end);
      }
    }
    int end = command.indexOf(' ');
    return end < 0 || isClassPath(command, classPath) ? command : command.substring(0, end);
  }

  private static boolean isJar(String command, String classPath) {
    return command.endsWith(".jar") || command.endsWith(".war") || isClassPath(command, classPath);
  }

  /** With {@code -jar} the jar is the class path, but for what agents have appended to it. */
  private static boolean isClassPath(String path, String classPath) {
    return !path.isEmpty()
        && classPath.startsWith(path)
        && (classPath.length() == path.length()
            || classPath.charAt(path.length()) == File.pathSeparatorChar);
  }

  private static Attributes manifestOf(File file) {
    try {
      JarFile jar = new JarFile(file, false);
      try {
        Manifest manifest = jar.getManifest();
        return manifest == null ? null : manifest.getMainAttributes();
      } finally {
        jar.close();
      }
    } catch (IOException e) {
      // Then the JVM will say so itself, more clearly than we could.
      return null;
    }
  }

  private static String mainClassOf(Attributes manifest) {
    if (manifest == null) {
      return "";
    }
    String started = manifest.getValue(START_CLASS);
    return first(first(started, manifest.getValue(Attributes.Name.MAIN_CLASS)), "");
  }

  /** The name of a jar without its version: {@code shop} for {@code /srv/shop-1.2.3.jar}. */
  private static String nameOf(String path) {
    String name = path.substring(path.replace('\\', '/').lastIndexOf('/') + 1);
    int ending = name.lastIndexOf('.');
    name = ending < 0 ? name : name.substring(0, ending);
    for (int i = 1; i < name.length() - 1; i++) {
      char next = name.charAt(i + 1);
      if (name.charAt(i) == '-' && next >= '0' && next <= '9') {
        return name.substring(0, i);
      }
    }
    return name;
  }

  private static String simpleName(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }

  private static List<String> packagesOf(String mainClass) {
    List<String> packages = new ArrayList<String>();
    int end = mainClass.lastIndexOf('.');
    if (end > 0 && !isAny(mainClass, CONTAINERS)) {
      packages.add(mainClass.substring(0, end));
    }
    return Collections.unmodifiableList(packages);
  }

  private static boolean isAny(String name, String[] prefixes) {
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** Null if nothing tells it. */
  String name() {
    return name;
  }

  /** Null if nothing tells it. */
  String version() {
    return version;
  }

  /** The package of the main class; empty if there is none or it is a container's. */
  List<String> packages() {
    return packages;
  }

  /** Whether this is a tool of the JDK, which nobody wants to watch. */
  boolean isTool() {
    return tool;
  }

  /** The process's number, or null where it cannot be had without JMX. */
  static Long processId() {
    try {
      return Long.valueOf(new File("/proc/self").getCanonicalFile().getName());
    } catch (IOException e) {
      return null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** The host's name, or null. No name service is asked. */
  static String hostName(Map<String, String> environment) {
    String name = first(environment.get("HOSTNAME"), environment.get("COMPUTERNAME"));
    if (name != null) {
      return name;
    }
    byte[] bytes = new byte[256];
    try {
      FileInputStream in = new FileInputStream("/proc/sys/kernel/hostname");
      try {
        int length = in.read(bytes);
        return length <= 0 ? null : new String(bytes, 0, length, "UTF-8").trim();
      } finally {
        in.close();
      }
    } catch (IOException e) {
      return null;
    }
  }
}

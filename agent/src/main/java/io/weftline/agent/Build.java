package io.weftline.agent;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/**
 * Which build this is, from the resource {@code build.properties} that Maven fills in.
 *
 * <p>Immutable; may be used by any thread. Needs {@code java.lang}, {@code java.io} and {@code
 * java.util} only, so that it can be asked before the application's main has begun.
 */
public final class Build {
  private static final String UNKNOWN = "unknown";

  private static final Properties PROPERTIES = read();

  private Build() {}

  /** The version, or {@code unknown}. */
  public static String version() {
    return get("version");
  }

  /** The abbreviated id of the commit, or {@code unknown}. */
  public static String commit() {
    return get("commit");
  }

  private static String get(String key) {
    return known(PROPERTIES.getProperty(key));
  }

  /** What was not filled in (a build without version control) still has its placeholder. */
  static String known(String value) {
    return value == null || value.isEmpty() || value.startsWith("${") ? UNKNOWN : value;
  }

  private static Properties read() {
    Properties properties = new Properties();
    InputStream stream = Build.class.getResourceAsStream("build.properties");
    if (stream == null) {
      return properties;
    }
    try {
      try {
        properties.load(stream);
      } finally {
        stream.close();
      }
    } catch (IOException e) {
      // A version that cannot be read is no reason not to start: it is told as unknown.
      properties.clear();
    }
    return properties;
  }
}

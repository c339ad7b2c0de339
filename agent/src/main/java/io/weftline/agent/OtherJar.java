package io.weftline.agent;

import java.io.IOException;
import java.net.URL;
import java.util.Enumeration;

/**
 * Finds out whether another jar of the agent runs than the one that the flag names. The manifest
 * has the boot loader look for the bridge in jars of the usual names beside the one of the flag: if
 * that has another name and one of those lies beside it, whatever version that is runs.
 */
final class OtherJar {
  private static final String ENTRY = "io/weftline/Premain.class";

  private OtherJar() {}

  /** What to tell the user, or null if all is well. Looks into the whole class path. */
  static String warning() throws IOException {
    Enumeration<URL> entries = ClassLoader.getSystemResources(ENTRY);
    URL runs = entries.hasMoreElements() ? entries.nextElement() : null;
    while (entries.hasMoreElements()) {
      URL other = entries.nextElement();
      if (!other.toString().equals(runs.toString())) {
        return "Not the jar that the flag names runs but another one: "
            + jar(runs)
            + " instead of "
            + jar(other)
            + ". A jar of the agent that is called weftline.jar goes before others in its"
            + " directory. Keep versions in directories of their own.";
      }
    }
    return null;
  }

  private static String jar(URL entry) {
    String text = entry.toString();
    int end = text.indexOf("!/");
    String jar = end < 0 ? text : text.substring(0, end);
    int path = jar.indexOf("file:");
    return path < 0 ? jar : jar.substring(path + "file:".length());
  }
}

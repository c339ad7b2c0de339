package io.weftline.agent.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Finds every option there is, by the indexes that the build writes: the constants of all classes
 * named {@code ..Options}, and one switch for each package of instrumentations. Stateless.
 *
 * <p>What can fail here is the build and not the user, so it throws.
 */
public final class KnownOptions {
  static final String OPTIONS_INDEX = "io/weftline/agent/options.index";
  static final String INSTRUMENTATIONS_INDEX = "io/weftline/agent/instrumentations.index";

  private static final String INSTRUMENT_PACKAGE = "io.weftline.agent.instrument.";

  private KnownOptions() {}

  /**
   * All options, sorted by key.
   *
   * @param loader defines the agent's classes and has the indexes; null for the boot loader
   * @throws IllegalStateException if an index is missing, a class of it cannot be used, or two
   *     options have one key
   */
  public static List<Option<?>> load(ClassLoader loader) {
    TreeMap<String, Option<?>> options = new TreeMap<String, Option<?>>();
    for (String className : lines(loader, OPTIONS_INDEX)) {
      try {
        addConstants(Class.forName(className, true, loader), options);
      } catch (ReflectiveOperationException failure) {
        throw new IllegalStateException("no options in " + className, failure);
      } catch (LinkageError failure) {
        throw new IllegalStateException("no options in " + className, failure);
      }
    }
    for (String className : lines(loader, INSTRUMENTATIONS_INDEX)) {
      String name = instrumentationOf(className);
      String key = keyOf(name);
      if (!options.containsKey(key)) {
        options.put(
            key,
            Option.flag(key)
                .summary("Weaves " + name + "; false leaves it out.")
                .defaultsTo("true"));
      }
    }
    return new ArrayList<Option<?>>(options.values());
  }

  /**
   * The switch of an instrumentation.
   *
   * @param name the last part of its package, {@code jdbc}
   * @throws IllegalArgumentException if the index has no instrumentation in such a package
   */
  @SuppressWarnings("unchecked") // Keys of this form are made here, as flags.
  public static Option<Boolean> instrument(List<Option<?>> known, String name) {
    String key = keyOf(name);
    for (Option<?> option : known) {
      if (option.key().equals(key)) {
        return (Option<Boolean>) option;
      }
    }
    throw new IllegalArgumentException(key + " is not a known option");
  }

  private static void addConstants(Class<?> type, TreeMap<String, Option<?>> options)
      throws IllegalAccessException {
    for (Field field : type.getDeclaredFields()) {
      if (field.getType() == Option.class && Modifier.isStatic(field.getModifiers())) {
        field.setAccessible(true);
        Option<?> option = (Option<?>) field.get(null);
        Option<?> other = options.put(option.key(), option);
        if (other != null && other != option) {
          throw new IllegalStateException(option.key() + " is declared twice, also in " + type);
        }
      }
    }
  }

  private static String keyOf(String name) {
    return "instrument." + name + ".enabled";
  }

  private static String instrumentationOf(String className) {
    int from = INSTRUMENT_PACKAGE.length();
    int to = className.startsWith(INSTRUMENT_PACKAGE) ? className.indexOf('.', from) : -1;
    if (to < 0) {
      throw new IllegalStateException(className + " is not below " + INSTRUMENT_PACKAGE);
    }
    return className.substring(from, to);
  }

  private static List<String> lines(ClassLoader loader, String resource) {
    InputStream in =
        loader == null
            ? ClassLoader.getSystemResourceAsStream(resource)
            : loader.getResourceAsStream(resource);
    if (in == null) {
      throw new IllegalStateException("the agent's jar lacks " + resource);
    }
    List<String> lines = new ArrayList<String>(32);
    try {
      try {
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, "UTF-8"));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          String name = line.trim();
          if (name.length() > 0) {
            lines.add(name);
          }
        }
      } finally {
        in.close();
      }
    } catch (IOException failure) {
      throw new IllegalStateException("cannot read " + resource + " of the agent's jar", failure);
    }
    return lines;
  }
}

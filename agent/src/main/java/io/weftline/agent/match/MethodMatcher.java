package io.weftline.agent.match;

import io.weftline.agent.config.MethodPattern;
import io.weftline.agent.trace.ApplicationFrames;
import io.weftline.agent.weave.ClassFile;
import io.weftline.agent.weave.Supertypes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which methods a list of patterns means. What a pattern says of a class is worked out once for the
 * class ({@link #of}), then its methods are asked one by one.
 *
 * <p>Immutable; every thread that loads classes asks.
 */
public final class MethodMatcher {
  /** The annotations of the component types that {@code auto} stands for. */
  private static final String[] COMPONENTS = {
    "org.springframework.stereotype.Component",
    "org.springframework.stereotype.Service",
    "org.springframework.stereotype.Repository",
    "org.springframework.stereotype.Controller",
    "org.springframework.web.bind.annotation.RestController",
    "org.springframework.web.bind.annotation.ControllerAdvice",
    "javax.ws.rs.Path",
    "jakarta.ws.rs.Path",
    "javax.ejb.Stateless",
    "javax.ejb.Stateful",
    "javax.ejb.Singleton",
    "javax.ejb.MessageDriven",
    "jakarta.ejb.Stateless",
    "jakarta.ejb.Stateful",
    "jakarta.ejb.Singleton",
    "jakarta.ejb.MessageDriven",
    "javax.enterprise.context.ApplicationScoped",
    "javax.enterprise.context.RequestScoped",
    "javax.enterprise.context.SessionScoped",
    "jakarta.enterprise.context.ApplicationScoped",
    "jakarta.enterprise.context.RequestScoped",
    "jakarta.enterprise.context.SessionScoped",
  };

  /**
   * Whose annotations carry none of those but for the ones above: their files need not be found and
   * read, which takes milliseconds where a loader looks into a hundred jars.
   */
  private static final String[] PLAIN = {
    "javax.",
    "jakarta.",
    "org.hibernate.",
    "com.fasterxml.jackson.",
    "org.springframework.boot.",
    "org.springframework.context.annotation.",
    "org.springframework.core.",
    "org.springframework.scheduling.",
    "org.springframework.transaction.",
    "org.springframework.validation.",
    "org.springframework.web.bind.annotation.",
  };

  /** Configuration classes are components by Spring's reading and nothing that runs in requests. */
  private static final String CONFIGURATION =
      "org.springframework.context.annotation.Configuration";

  private final List<MethodPattern> patterns;
  private final ApplicationFrames application;
  private final Set<String> components = new HashSet<String>();
  private final boolean auto;
  private final boolean annotated;
  private final boolean supertypes;

  /**
   * @param application whose components {@code auto} means: those of libraries are not what
   *     somebody wants to see, and looking for them in every class would cost the start
   */
  public MethodMatcher(List<MethodPattern> patterns, ApplicationFrames application) {
    this.patterns = patterns;
    this.application = application;
    Collections.addAll(components, COMPONENTS);
    boolean anyAuto = false;
    boolean anyAnnotation = false;
    boolean anySupertype = false;
    for (MethodPattern pattern : patterns) {
      anyAuto |= pattern.isAuto();
      anyAnnotation |= pattern.annotation() != null;
      anySupertype |= isExactType(pattern);
    }
    auto = anyAuto;
    annotated = anyAnnotation;
    supertypes = anySupertype;
  }

  private static boolean isExactType(MethodPattern pattern) {
    return pattern.annotation() == null
        && (pattern.wholeType() != null && pattern.wholeType().isExact()
            || pattern.type() != null && pattern.type().isExact());
  }

  /** The cheap test: whether a method of the class may be meant. */
  public boolean concerns(ClassFile file) {
    if ((annotated || auto)
        && file.isAnnotated()
        && (annotated || application.isApplication(file.name()))) {
      return true;
    }
    if (supertypes
        && (!"java.lang.Object".equals(file.superName()) || !file.interfaces().isEmpty())) {
      return true;
    }
    String name = file.name();
    for (MethodPattern pattern : patterns) {
      if (pattern.annotation() == null
          && (pattern.wholeType() != null && pattern.wholeType().matches(name)
              || pattern.type() != null && pattern.type().matches(name))) {
        return true;
      }
    }
    return false;
  }

  /** What the patterns say of a class; the methods of it can then be asked. */
  public ForClass of(ClassFile file, Supertypes types) {
    return new ForClass(file, types);
  }

  /** The patterns, seen from one class. */
  public final class ForClass {
    private final ClassFile file;
    private final Supertypes types;
    private final List<Reading> readings = new ArrayList<Reading>();

    private ForClass(ClassFile file, Supertypes types) {
      this.file = file;
      this.types = types;
      for (MethodPattern pattern : patterns) {
        if (pattern.isAuto()) {
          if (isComponent()) {
            readings.add(new Reading(pattern, Reading.PUBLIC, null));
          }
        } else if (pattern.annotation() != null) {
          addAnnotated(pattern);
        } else {
          addNamed(pattern);
        }
      }
    }

    private boolean isComponent() {
      if (!application.isApplication(file.name())) {
        return false;
      }
      boolean component = false;
      for (String annotation : file.annotations()) {
        if (annotation.equals(CONFIGURATION)) {
          return false;
        }
        component |=
            isPlain(annotation)
                ? components.contains(annotation)
                : types.isMeant(annotation, components);
      }
      return component;
    }

    private boolean isPlain(String annotation) {
      for (String each : PLAIN) {
        if (annotation.startsWith(each)) {
          return true;
        }
      }
      return false;
    }

    private void addAnnotated(MethodPattern pattern) {
      Set<String> wanted = Collections.singleton(pattern.annotation());
      for (String annotation : file.annotations()) {
        if (types.isMeant(annotation, wanted)) {
          readings.add(new Reading(pattern, Reading.PUBLIC, null));
          break;
        }
      }
      readings.add(new Reading(pattern, Reading.ANNOTATED, null));
    }

    private void addNamed(MethodPattern pattern) {
      String name = file.name();
      if (pattern.wholeType() != null) {
        if (pattern.wholeType().matches(name)) {
          readings.add(new Reading(pattern, Reading.ALL, null));
        } else if (isBelow(pattern.wholeType().text(), pattern.wholeType().isExact())) {
          readings.add(new Reading(pattern, Reading.DECLARED, pattern.wholeType().text()));
        }
      }
      if (pattern.type() != null) {
        if (pattern.type().matches(name)) {
          readings.add(new Reading(pattern, Reading.NAMED, null));
        } else if (isBelow(pattern.type().text(), pattern.type().isExact())) {
          readings.add(new Reading(pattern, Reading.NAMED_DECLARED, pattern.type().text()));
        }
      }
    }

    private boolean isBelow(String type, boolean exact) {
      return exact && types.isAny(Collections.singleton(type));
    }

    public boolean isEmpty() {
      return readings.isEmpty();
    }

    /** The first pattern that means the method, or null. */
    public MethodPattern match(ClassFile.Method method) {
      for (Reading reading : readings) {
        if (reading.means(method, file, types)) {
          return reading.pattern;
        }
      }
      return null;
    }

    /** Whether some pattern means the method by its very name. */
    public boolean isNamed(ClassFile.Method method) {
      for (Reading reading : readings) {
        if (reading.pattern.method() != null
            && reading.pattern.method().isExact()
            && reading.kind != Reading.ALL
            && reading.kind != Reading.DECLARED
            && reading.means(method, file, types)) {
          return true;
        }
      }
      return false;
    }
  }

  /** One pattern in one of the ways in which it applies to a class. */
  private static final class Reading {
    static final int ALL = 0;
    static final int PUBLIC = 1;
    static final int ANNOTATED = 2;
    static final int DECLARED = 3;
    static final int NAMED = 4;
    static final int NAMED_DECLARED = 5;

    final MethodPattern pattern;
    final int kind;
    private final String supertype;

    Reading(MethodPattern pattern, int kind, String supertype) {
      this.pattern = pattern;
      this.kind = kind;
      this.supertype = supertype;
    }

    boolean means(ClassFile.Method method, ClassFile file, Supertypes types) {
      switch (kind) {
        case ALL:
          return true;
        case PUBLIC:
          return method.is(ClassFile.PUBLIC) && inGlobs(method, file);
        case ANNOTATED:
          return isAnnotated(method, types) && inGlobs(method, file);
        case DECLARED:
          return isDeclared(method, types);
        case NAMED:
          return pattern.method().matches(method.name());
        default:
          return pattern.method().matches(method.name()) && isDeclared(method, types);
      }
    }

    private boolean isDeclared(ClassFile.Method method, Supertypes types) {
      return !method.is(ClassFile.STATIC | ClassFile.PRIVATE)
          && types.declares(supertype, method.name(), method.descriptor());
    }

    private boolean isAnnotated(ClassFile.Method method, Supertypes types) {
      Set<String> wanted = Collections.singleton(pattern.annotation());
      for (String annotation : method.annotations()) {
        if (types.isMeant(annotation, wanted)) {
          return true;
        }
      }
      return false;
    }

    /** An annotation's globs narrow it; {@code auto} has none. */
    private boolean inGlobs(ClassFile.Method method, ClassFile file) {
      if (pattern.wholeType() == null && pattern.type() == null) {
        return true;
      }
      String name = file.name();
      return pattern.wholeType() != null && pattern.wholeType().matches(name)
          || pattern.type() != null
              && pattern.type().matches(name)
              && pattern.method().matches(method.name());
    }
  }
}

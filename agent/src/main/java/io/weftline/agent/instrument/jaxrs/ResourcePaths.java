package io.weftline.agent.instrument.jaxrs;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The paths of resource classes and their methods, read from their annotations once. What is known
 * of a class is held by that class, so that it goes with its application.
 *
 * <p>Thread-safe.
 */
public final class ResourcePaths {
  private static final String JAKARTA = "jakarta.ws.rs.Path";
  private static final String JAVAX = "javax.ws.rs.Path";

  /** Where a map cannot have null. */
  private static final String NONE = "";

  private static final ClassValue<Map<Method, String>> KNOWN =
      new ClassValue<Map<Method, String>>() {
        @Override
        protected Map<Method, String> computeValue(Class<?> type) {
          return new ConcurrentHashMap<Method, String>();
        }
      };

  private ResourcePaths() {}

  /** The path of a method from that of its class on; null if the class has none. */
  public static String of(Class<?> resource, Method method) throws ReflectiveOperationException {
    Map<Method, String> known = KNOWN.get(resource);
    String path = known.get(method);
    if (path == null) {
      path = read(resource, method);
      known.put(method, path);
    }
    return path == NONE ? null : path;
  }

  private static String read(Class<?> resource, Method method) throws ReflectiveOperationException {
    String ofClass = ofClass(resource);
    return ofClass == null ? NONE : JaxrsRoute.join(ofClass, ofMethod(resource, method));
  }

  /** The nearest one counts, of superclasses before interfaces. */
  private static String ofClass(Class<?> type) throws ReflectiveOperationException {
    if (type == null || type == Object.class) {
      return null;
    }
    String path = valueIn(type.getDeclaredAnnotations());
    path = path != null ? path : ofClass(type.getSuperclass());
    for (Class<?> each : type.getInterfaces()) {
      path = path != null ? path : ofClass(each);
    }
    return path;
  }

  private static String ofMethod(Class<?> type, Method method) throws ReflectiveOperationException {
    if (type == null || type == Object.class) {
      return null;
    }
    String path = null;
    try {
      Method declared = type.getDeclaredMethod(method.getName(), method.getParameterTypes());
      path = valueIn(declared.getDeclaredAnnotations());
    } catch (NoSuchMethodException e) {
      // Inherited: a supertype has it.
      path = null;
    }
    path = path != null ? path : ofMethod(type.getSuperclass(), method);
    for (Class<?> each : type.getInterfaces()) {
      path = path != null ? path : ofMethod(each, method);
    }
    return path;
  }

  private static String valueIn(Annotation[] annotations) throws ReflectiveOperationException {
    for (Annotation each : annotations) {
      String name = each.annotationType().getName();
      if (name.equals(JAKARTA) || name.equals(JAVAX)) {
        return (String) each.annotationType().getMethod("value").invoke(each);
      }
    }
    return null;
  }
}

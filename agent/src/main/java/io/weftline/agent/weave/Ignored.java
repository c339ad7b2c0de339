package io.weftline.agent.weave;

/** Names of classes that are never woven: the JDK's, ours, other agents', generated ones. */
final class Ignored {
  private static final String[] PREFIXES = {
    "java/",
    "jdk/",
    "sun/",
    "com/sun/",
    "javax/",
    "io/weftline/",
    "org/glowroot/",
    "io/opentelemetry/javaagent/",
    "co/elastic/apm/agent/",
    "datadog/trace/",
    "com/newrelic/",
    "com/dynatrace/",
    "com/appdynamics/",
    "org/jacoco/agent/",
    // Not to its end, or the build would move the text to where our copy of that library is.
    "net/bytebudd",
    "org/mockito/internal/",
    "kotlin/",
    "scala/runtime/",
    "org/codehaus/groovy/",
    "groovy/",
    "clojure/",
  };

  /** What generated classes have in their names, in all of them a dollar sign. */
  private static final String[] GENERATED = {
    "$$",
    "$Proxy",
    "$HibernateProxy$",
    "$ByteBuddy$",
    "$MockitoMock$",
    "$LambdaForm$",
    "$lambda",
    "$auxiliary$",
  };

  /** By the first letter of the name, since it is asked for every class. */
  private static final String[][] BY_INITIAL = Prefixes.byInitial(PREFIXES);

  private Ignored() {}

  /**
   * @param name with slashes, as the transformer gets it; not empty
   */
  static boolean is(String name) {
    char initial = name.charAt(0);
    String[] prefixes = initial < BY_INITIAL.length ? BY_INITIAL[initial] : null;
    if (prefixes != null) {
      for (String prefix : prefixes) {
        if (name.startsWith(prefix)) {
          return true;
        }
      }
    }
    if (name.indexOf('$') >= 0) {
      for (String part : GENERATED) {
        if (name.indexOf(part) >= 0) {
          return true;
        }
      }
    }
    return false;
  }
}

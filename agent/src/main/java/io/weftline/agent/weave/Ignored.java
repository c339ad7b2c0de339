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
    "net/bytebuddy/",
    "org/mockito/internal/",
    "kotlin/",
    "scala/runtime/",
    "org/codehaus/groovy/",
    "groovy/",
    "clojure/",
  };

  private static final String[] GENERATED = {
    "$$",
    "$Proxy",
    "$HibernateProxy$",
    "$ByteBuddy$",
    "$MockitoMock$",
    "GeneratedMethodAccessor",
    "GeneratedConstructorAccessor",
    "GeneratedSerializationConstructorAccessor",
    "$LambdaForm$",
    "$lambda",
    "_jvst",
    "$auxiliary$",
  };

  private Ignored() {}

  /**
   * @param name with slashes, as the transformer gets it
   */
  static boolean is(String name) {
    for (String prefix : PREFIXES) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    for (String part : GENERATED) {
      if (name.indexOf(part) >= 0) {
        return true;
      }
    }
    return false;
  }
}

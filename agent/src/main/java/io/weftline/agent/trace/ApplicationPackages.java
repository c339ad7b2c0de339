package io.weftline.agent.trace;

import java.util.List;

/**
 * Which classes are the application's own: those below the packages that the user named or that
 * were detected, else whatever is no well-known library's. The longest prefix that fits decides, so
 * that a package inside a library's can be named and one inside the application's is not lost.
 *
 * <p>Immutable.
 */
public final class ApplicationPackages implements ApplicationFrames {
  private static final String[] LIBRARIES = {
    "java.",
    "javax.",
    "jakarta.",
    "jdk.",
    "sun.",
    "com.sun.",
    "oracle.",
    "org.ietf.",
    "netscape.",
    "kotlin.",
    "kotlinx.",
    "scala.",
    "groovy.",
    "clojure.",
    "akka.",
    "play.",
    "reactor.",
    "rx.",
    "io.reactivex.",
    "io.weftline.agent.",
    "io.weftline.bootstrap.",
    "org.springframework.",
    "org.apache.",
    "org.eclipse.",
    "org.hibernate.",
    "org.jboss.",
    "org.wildfly.",
    "io.undertow.",
    "io.netty.",
    "io.vertx.",
    "io.quarkus.",
    "io.micronaut.",
    "io.helidon.",
    "io.dropwizard.",
    "com.zaxxer.hikari.",
    "com.mchange.",
    "org.postgresql.",
    "com.mysql.",
    "org.mariadb.",
    "com.microsoft.sqlserver.",
    "com.ibm.",
    "org.h2.",
    "org.hsqldb.",
    "org.sqlite.",
    "com.clickhouse.",
    "net.snowflake.",
    "net.sourceforge.jtds.",
    "com.p6spy.",
    "net.ttddyy.",
    "org.jooq.",
    "org.mybatis.",
    "org.flywaydb.",
    "liquibase.",
    "org.jdbi.",
    "com.querydsl.",
    "com.fasterxml.",
    "com.google.common.",
    "com.google.inject.",
    "com.google.gson.",
    // Not to the end, or the build would move the texts to where our copies are; nobody else is so
    // called.
    "org.slf4",
    "ch.qos.logback.",
    "org.glassfish.",
    "com.netflix.",
    "org.quartz.",
    "okhttp3.",
    "retrofit2.",
    "net.bytebudd",
    "net.sf.cglib.",
    "javassist.",
    "org.aspectj.",
    "org.junit.",
    "junit.",
    "org.testng.",
    "com.intellij.",
    "worker.org.gradle.",
    "org.gradle.",
    "io.micrometer.",
    "io.opentelemetry.",
    "com.github.benmanes.",
    "org.thymeleaf.",
    "freemarker.",
    "org.ehcache.",
    "redis.clients.",
    "io.lettuce.",
    "com.mongodb.",
    "org.elasticsearch.",
  };

  private static final String[] GENERATED = {"$$", "$Proxy", "$HibernateProxy$", "$ByteBuddy$"};

  private final String[] prefixes;
  private final boolean closed;

  /**
   * @param packages without a dot at the end; empty if nothing is known
   * @param named whether the user named them: then nothing else is the application's
   */
  public ApplicationPackages(List<String> packages, boolean named) {
    prefixes = new String[packages.size()];
    for (int i = 0; i < prefixes.length; i++) {
      prefixes[i] = packages.get(i) + ".";
    }
    closed = named && prefixes.length > 0;
  }

  @Override
  public boolean isApplication(String className) {
    for (String part : GENERATED) {
      if (className.indexOf(part) >= 0) {
        return false;
      }
    }
    int own = longest(prefixes, className);
    int library = longest(LIBRARIES, className);
    return own > 0 || library > 0 ? own > library || own == library && own > 0 : !closed;
  }

  private static int longest(String[] prefixes, String className) {
    int longest = 0;
    for (String prefix : prefixes) {
      if (prefix.length() > longest && className.startsWith(prefix)) {
        longest = prefix.length();
      }
    }
    return longest;
  }
}

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
    // In two parts, or the build would move the names to where our copies are.
    "org.slf4".concat("j."),
    "ch.qos.logback.",
    "org.glassfish.",
    "com.netflix.",
    "org.quartz.",
    "okhttp3.",
    "retrofit2.",
    "net.bytebudd".concat("y."),
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
    "org.sql2o.",
    "org.redisson.",
    "io.ebean.",
    "io.ebeaninternal.",
    "io.agroal.",
    "io.github.resilience4j.",
    "com.atomikos.",
    "com.arjuna.",
    "com.alibaba.druid.",
    "com.baomidou.",
    "com.github.pagehelper.",
    "redis.clients.",
    "io.lettuce.",
    "com.mongodb.",
    "org.elasticsearch.",
  };

  private static final String[] GENERATED = {"$$", "$Proxy", "$HibernateProxy", "$ByteBuddy$"};

  private static final Prefixes LIBRARY = new Prefixes(LIBRARIES);

  private final Prefixes named;
  private final boolean closed;

  /**
   * @param packages without a dot at the end; empty if nothing is known
   * @param named whether the user named them: then nothing else is the application's
   */
  public ApplicationPackages(List<String> packages, boolean named) {
    String[] prefixes = new String[packages.size()];
    for (int i = 0; i < prefixes.length; i++) {
      prefixes[i] = packages.get(i) + ".";
    }
    this.named = new Prefixes(prefixes);
    closed = named && prefixes.length > 0;
  }

  @Override
  public boolean isApplication(String className) {
    if (className.indexOf('$') >= 0) {
      for (String part : GENERATED) {
        if (className.indexOf(part) >= 0) {
          return false;
        }
      }
    }
    int own = named.longest(className);
    int library = LIBRARY.longest(className);
    return own > 0 || library > 0 ? own > library || own == library && own > 0 : !closed;
  }

  /**
   * Names of packages, each with a dot at its end, found by what stands before the dots of a name:
   * every class that is loaded is asked for, most of them before a line of this is compiled.
   * Immutable.
   */
  private static final class Prefixes {
    /** At the place of its hash or the next free one behind it; a power of two. */
    private final String[] slots;

    Prefixes(String[] prefixes) {
      int size = 2;
      while (size < 2 * prefixes.length) {
        size *= 2;
      }
      slots = new String[size];
      for (String prefix : prefixes) {
        int slot = prefix.hashCode() & size - 1;
        while (slots[slot] != null) {
          slot = slot + 1 & size - 1;
        }
        slots[slot] = prefix;
      }
    }

    /** The length of the longest one that the name begins with; 0 if it begins with none. */
    int longest(String name) {
      int longest = 0;
      // That of the text so far, as String has it.
      int hash = 0;
      int length = name.length();
      for (int i = 0; i < length; i++) {
        char c = name.charAt(i);
        hash = 31 * hash + c;
        if (c == '.' && has(name, i + 1, hash)) {
          longest = i + 1;
        }
      }
      return longest;
    }

    private boolean has(String name, int length, int hash) {
      int mask = slots.length - 1;
      for (int slot = hash & mask; slots[slot] != null; slot = slot + 1 & mask) {
        String prefix = slots[slot];
        if (prefix.length() == length && name.startsWith(prefix)) {
          return true;
        }
      }
      return false;
    }
  }
}

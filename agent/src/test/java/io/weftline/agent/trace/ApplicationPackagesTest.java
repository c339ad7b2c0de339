package io.weftline.agent.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationPackagesTest {
  private final ApplicationPackages unknown = new ApplicationPackages(List.of(), false);
  private final ApplicationPackages detected =
      new ApplicationPackages(List.of("com.acme.shop"), false);
  private final ApplicationPackages named =
      new ApplicationPackages(List.of("com.acme.shop", "org.apache.acme", "x"), true);

  @ParameterizedTest
  @CsvSource({
    "com.acme.shop.Order, true, true, true",
    "com.acme.shop.sub.Order, true, true, true",
    "com.acme.shopping.Cart, true, true, false",
    "com.acme.Other, true, true, false",
    "Main, true, true, false",
    "x.Y, true, true, true",
    "org.apache.acme.Tool, false, false, true",
    "org.apache.catalina.Server, false, false, false",
    "java.util.ArrayList, false, false, false",
    "org.springframework.web.Servlet, false, false, false",
    "org.slf4j.Logger, false, false, false",
    "org.slf4jx.Logger, true, true, false",
    "net.bytebuddy.ByteBuddy, false, false, false",
    "com.zaxxer.hikari.HikariPool, false, false, false",
    "io.weftline.agent.Agent, false, false, false",
    "io.weftline.bootstrap.Bridge, false, false, false",
  })
  void whatBelongsToTheApplication(
      String type, boolean ifUnknown, boolean ifDetected, boolean ifNamed) {
    assertEquals(ifUnknown, unknown.isApplication(type), "nothing is known");
    assertEquals(ifDetected, detected.isApplication(type), "com.acme.shop was detected");
    assertEquals(ifNamed, named.isApplication(type), "com.acme.shop was named");
  }

  @Test
  void theMostSpecificPrefixWins() {
    ApplicationPackages all = new ApplicationPackages(List.of("org", "com.google"), true);
    assertTrue(all.isApplication("org.acme.Main"));
    assertFalse(all.isApplication("org.hibernate.Session"), "a library below it");
    assertFalse(all.isApplication("com.google.common.base.Joiner"));
    assertTrue(all.isApplication("com.google.acme.Main"));
    assertTrue(
        new ApplicationPackages(List.of("org.hibernate"), false)
            .isApplication("org.hibernate.Session"),
        "whose developers watch it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.acme.shop.Order$$EnhancerBySpringCGLIB$$1",
        "com.acme.shop.Order$$Lambda$12",
        "com.acme.shop.$Proxy7",
        "com.acme.shop.Order$HibernateProxy$abc",
        "com.acme.shop.Order$ByteBuddy$abc",
      })
  void generatedClassesAreNobodys(String type) {
    assertFalse(unknown.isApplication(type));
    assertFalse(named.isApplication(type));
  }

  @Test
  void namingNothingClosesNothing() {
    assertTrue(new ApplicationPackages(List.of(), true).isApplication("com.acme.Main"));
  }
}

package io.weftline.agent.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.config.MethodPattern;
import io.weftline.agent.weave.ClassFile;
import io.weftline.agent.weave.CompiledClasses;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each row of the table of patterns, and the sentences around it. */
class MethodMatcherTest {
  private static final String BODY = " { System.nanoTime(); }";

  private static final CompiledClasses ACME =
      CompiledClasses.of(
          "package com.acme; public class Order {"
              + " public void place()"
              + BODY
              + " public void place(int n)"
              + BODY
              + " void cancel()"
              + BODY
              + " private static void audit()"
              + BODY
              + " public static class Line { public void add()"
              + BODY
              + " } public class Tax { void of()"
              + BODY
              + " } }",
          "package com.acme; public class BigOrder extends Order {"
              + " public void place()"
              + BODY
              + " public void extra()"
              + BODY
              + " private static void audit()"
              + BODY
              + " }",
          "package com.acme.sub; public class HugeOrder extends com.acme.BigOrder {"
              + " @Override public void place(int n)"
              + BODY
              + " public void place(String s)"
              + BODY
              + " }",
          "package com.acme; public interface Finder<K, V> { V find(K key);"
              + " java.util.List<V> findAll(); default void log()"
              + BODY
              + " }",
          "package com.acme.sub.deep; public class UserService"
              + " implements com.acme.Finder<String, Long> {"
              + " public Long find(String key)"
              + " { return System.nanoTime(); }"
              + " public java.util.List<Long> findAll()"
              + " { System.nanoTime(); return null; }"
              + " public Long find(String key, int n) { return System.nanoTime(); }"
              + " public void save()"
              + BODY
              + " public int hashCode() { return (int) System.nanoTime(); }"
              + " public String toString() { return \"\" + System.nanoTime(); }"
              + " }",
          "package com.other; public class Other { public void other()" + BODY + " }",
          "public class Held { public void held()"
              + BODY
              + " public static class Inner { public void inner()"
              + BODY
              + " } }");

  private static List<String> matched(CompiledClasses classes, String type, String... patterns) {
    List<MethodPattern> parsed = new ArrayList<>();
    for (String pattern : patterns) {
      parsed.add(MethodPattern.of(pattern));
    }
    MethodMatcher matcher = new MethodMatcher(parsed, name -> true);
    ClassFile file = classes.file(type);
    MethodMatcher.ForClass forClass = matcher.of(file, classes.supertypes(type));
    List<String> names = new ArrayList<>();
    for (ClassFile.Method method : file.methods()) {
      if (method.name().charAt(0) != '<'
          && !method.is(ClassFile.SYNTHETIC)
          && forClass.match(method) != null) {
        names.add(
            method.name() + method.descriptor().substring(0, method.descriptor().indexOf(')') + 1));
      }
    }
    if (!names.isEmpty()) {
      assertTrue(matcher.concerns(file), "the cheap test lets it through");
      assertFalse(forClass.isEmpty());
    }
    return names.stream().map(name -> name.replace("Ljava/lang/String;", "S")).sorted().toList();
  }

  private static List<String> acme(String type, String... patterns) {
    return matched(ACME, type, patterns);
  }

  @Test
  void aTypeIsAllItsMethodsOfEveryVisibility() {
    assertEquals(
        List.of("audit()", "cancel()", "place()", "place(I)"),
        acme("com.acme.Order", "com.acme.Order"));
    assertEquals(List.of(), acme("com.acme.Order$Line", "com.acme.Order"));
    assertEquals(List.of(), acme("com.other.Other", "com.acme.Order"));
  }

  @Test
  void aTypeIsWhatItDeclaresInEverySubtype() {
    assertEquals(List.of("place()"), acme("com.acme.BigOrder", "com.acme.Order"));
    assertEquals(
        List.of("place(I)", "place(S)"),
        acme("com.acme.sub.HugeOrder", "com.acme.Order"),
        "overloads with as many parameters go together, since generic ones differ");
    assertEquals(List.of(), acme("com.acme.sub.HugeOrder", "com.acme.Ord*"));
  }

  @Test
  void aMethodIsAllItsOverloadsInEverySubtypeToo() {
    assertEquals(List.of("place()", "place(I)"), acme("com.acme.Order", "com.acme.Order.place"));
    assertEquals(List.of("place()", "place(I)"), acme("com.acme.Order", "com.acme.Order#place"));
    assertEquals(List.of("place()"), acme("com.acme.BigOrder", "com.acme.Order.place"));
    assertEquals(List.of(), acme("com.acme.BigOrder", "com.acme.Order.cancel"));
    assertEquals(List.of(), acme("com.acme.BigOrder", "com.acme.Order.audit"), "static");
  }

  @Test
  void oneStarIsClassesDirectlyInThePackageNestedOnesToo() {
    assertEquals(4, acme("com.acme.Order", "com.acme.*").size());
    assertEquals(List.of("add()"), acme("com.acme.Order$Line", "com.acme.*"));
    assertEquals(List.of(), acme("com.acme.sub.HugeOrder", "com.acme.*"));
    assertEquals(List.of(), acme("com.acme.sub.deep.UserService", "com.acme.*"));
  }

  @Test
  void twoStarsAreThePackageAndAllBelow() {
    assertEquals(4, acme("com.acme.Order", "com.acme.**").size());
    assertEquals(2, acme("com.acme.sub.HugeOrder", "com.acme.**").size());
    assertEquals(6, acme("com.acme.sub.deep.UserService", "com.acme.**").size());
    assertEquals(List.of(), acme("com.other.Other", "com.acme.**"));
  }

  @Test
  void wildcardsMayStandInTypesAndMethods() {
    assertEquals(
        List.of("find(S)", "find(SI)", "findAll()"),
        acme("com.acme.sub.deep.UserService", "com.acme.**.*Service#find*"));
    assertEquals(List.of(), acme("com.acme.Order", "com.acme.**.*Service#find*"));
    assertEquals(
        List.of("findAll()"), acme("com.acme.sub.deep.UserService", "**.UserService.findA*"));
  }

  @Test
  void aDollarIsAnOrdinaryCharacter() {
    assertEquals(List.of("add()"), acme("com.acme.Order$Line", "com.acme.Order$*"));
    assertEquals(List.of("of()"), acme("com.acme.Order$Tax", "com.acme.Order$*"));
    assertEquals(List.of(), acme("com.acme.Order", "com.acme.Order$*"));
    assertEquals(List.of("inner()"), acme("Held$Inner", "Held$*"));
    assertEquals(List.of(), acme("Held", "Held$*"));
    assertEquals(List.of("held()"), acme("Held", "Held"));
    assertEquals(List.of("held()"), acme("Held", "Held.held"));
  }

  @Test
  void anInterfaceIsWhatItDeclaresHoweverGeneric() {
    assertEquals(
        List.of("find(S)", "findAll()"), acme("com.acme.sub.deep.UserService", "com.acme.Finder"));
    assertEquals(List.of("find(S)"), acme("com.acme.sub.deep.UserService", "com.acme.Finder.find"));
    assertEquals(List.of("log()"), acme("com.acme.Finder", "com.acme.Finder#log"));
    assertEquals(
        List.of(), acme("com.acme.sub.deep.UserService", "com.acme.Find*"), "its own name only");
  }

  @ParameterizedTest
  @ValueSource(strings = {"java.util.**", "java.lang.Runnable", "com.acme.Order(int)", "", " "})
  void someAreRefused(String pattern) {
    assertThrows(IllegalArgumentException.class, () -> MethodPattern.of(pattern));
  }

  @Test
  void theFirstPatternThatMeansAMethodIsNamed() {
    MethodPattern one = MethodPattern.of("com.acme.Order.cancel");
    MethodPattern two = MethodPattern.of("com.acme.*");
    MethodMatcher.ForClass matcher =
        new MethodMatcher(List.of(one, two), name -> true)
            .of(ACME.file("com.acme.Order"), ACME.supertypes("com.acme.Order"));
    for (ClassFile.Method method : ACME.file("com.acme.Order").methods()) {
      assertEquals(method.name().equals("cancel") ? one : two, matcher.match(method));
      assertEquals(method.name().equals("cancel"), matcher.isNamed(method));
    }
  }

  // ---- annotations

  private static final CompiledClasses SPRING =
      CompiledClasses.of(
          "package org.springframework.stereotype; public @interface Component {}",
          "package org.springframework.stereotype; @Component public @interface Service {}",
          "package org.springframework.context.annotation;"
              + " @org.springframework.stereotype.Component public @interface Configuration {}",
          "package org.springframework.transaction.annotation;"
              + " public @interface Transactional {}",
          "package jakarta.ws.rs; public @interface Path { String value(); }",
          "package com.acme; @org.springframework.stereotype.Service public @interface UseCase {}",
          "package com.acme; @UseCase public @interface TooFar {}",
          "package com.acme; @org.springframework.transaction.annotation.Transactional"
              + " public @interface Tx {}",
          "package com.acme; import org.springframework.transaction.annotation.Transactional;"
              + " @org.springframework.stereotype.Service public class Orders {"
              + " public void place()"
              + BODY
              + " protected void hidden()"
              + BODY
              + " public static void help()"
              + BODY
              + " @Transactional void internal()"
              + BODY
              + " @Tx public void meta()"
              + BODY
              + " }",
          "package com.acme; import org.springframework.transaction.annotation.Transactional;"
              + " @Transactional public class Accounts { public void open()"
              + BODY
              + " void quiet()"
              + BODY
              + " @Transactional protected void marked()"
              + BODY
              + " }",
          "package com.acme; @UseCase public class Used { public void use()" + BODY + " }",
          "package com.acme; @TooFar public class Unused { public void use()" + BODY + " }",
          "package com.acme; @org.springframework.context.annotation.Configuration"
              + " public class Setup { public void bean()"
              + BODY
              + " }",
          "package com.other; @jakarta.ws.rs.Path(\"/x\") public class Resource {"
              + " public void get()"
              + BODY
              + " }",
          "package com.other; public class Plain { public void plain()" + BODY + " }");

  private static final String TRANSACTIONAL =
      "@org.springframework.transaction.annotation.Transactional";

  private static List<String> spring(String type, String... patterns) {
    return matched(SPRING, type, patterns);
  }

  @Test
  void autoIsThePublicMethodsOfComponents() {
    assertEquals(List.of("help()", "meta()", "place()"), spring("com.acme.Orders", "auto"));
    assertEquals(List.of("use()"), spring("com.acme.Used", "auto"), "one level up");
    assertEquals(List.of(), spring("com.acme.Unused", "auto"), "two levels up");
    assertEquals(List.of("get()"), spring("com.other.Resource", "auto"));
    assertEquals(List.of(), spring("com.acme.Setup", "auto"), "configuration");
    assertEquals(List.of(), spring("com.other.Plain", "auto"));
    assertEquals(List.of(), spring("com.acme.Accounts", "auto"));
  }

  @Test
  void anAnnotationIsMethodsThatCarryItAndPublicOnesOfClassesThatDo() {
    assertEquals(List.of("internal()", "meta()"), spring("com.acme.Orders", TRANSACTIONAL));
    assertEquals(
        List.of("marked()", "open()"),
        spring("com.acme.Accounts", TRANSACTIONAL),
        "a method that carries it itself, on a class that does");
    assertEquals(List.of(), spring("com.other.Plain", TRANSACTIONAL));
  }

  @Test
  void anAnnotationMayBeNarrowed() {
    String service = "@org.springframework.stereotype.Service";
    assertEquals(3, spring("com.acme.Orders", service).size());
    assertEquals(3, spring("com.acme.Orders", service + " com.acme.**").size());
    assertEquals(List.of(), spring("com.acme.Orders", service + " com.other.**"));
    assertEquals(List.of("place()"), spring("com.acme.Orders", service + " com.acme.**#pl*"));
    assertEquals(
        List.of("internal()"), spring("com.acme.Orders", TRANSACTIONAL + " com.acme.Orders#int*"));
    assertEquals(List.of("get()"), spring("com.other.Resource", "@jakarta.ws.rs.Path"));
  }

  @Test
  void theCheapTestLeavesMostAlone() {
    MethodMatcher auto = new MethodMatcher(List.of(MethodPattern.of("auto")), name -> true);
    assertTrue(auto.concerns(SPRING.file("com.acme.Orders")));
    assertFalse(auto.concerns(SPRING.file("com.other.Plain")));
    MethodMatcher wild = new MethodMatcher(List.of(MethodPattern.of("com.acme.**")), name -> true);
    assertFalse(wild.concerns(ACME.file("com.other.Other")));
    MethodMatcher none = new MethodMatcher(List.of(), name -> true);
    assertFalse(none.concerns(ACME.file("com.acme.BigOrder")));
    assertTrue(none.of(ACME.file("com.acme.Order"), ACME.supertypes("com.acme.Order")).isEmpty());
  }
}

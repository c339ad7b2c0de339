package io.weftline.agent.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.bootstrap.Bridge;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BridgeSightTest {
  private final BridgeSight sight = new BridgeSight();

  /** Counts how often it is asked, and fails as it is told. */
  private static class Asked extends ClassLoader {
    int asked;
    Throwable thrown;

    @Override
    public Class<?> loadClass(String name) throws ClassNotFoundException {
      asked++;
      if (thrown instanceof Error) {
        throw (Error) thrown;
      }
      if (thrown instanceof RuntimeException) {
        throw (RuntimeException) thrown;
      }
      if (thrown != null) {
        throw (ClassNotFoundException) thrown;
      }
      return super.loadClass(name);
    }
  }

  private String reason(Throwable thrown) {
    Asked loader = new Asked();
    loader.thrown = thrown;
    String reason = sight.reasonAgainst(loader);
    assertSame(reason, sight.reasonAgainst(loader));
    assertEquals(1, loader.asked);
    return reason;
  }

  @Test
  void aLoaderThatDelegatesSeesIt() {
    assertEquals("", reason(null));
    assertEquals("", sight.reasonAgainst(getClass().getClassLoader()));
  }

  @Test
  void aLoaderThatHidesItIsToldWithWhatToSet() {
    String reason = reason(new ClassNotFoundException("hidden"));
    assertTrue(reason.contains(Asked.class.getName() + " are left alone"), reason);
    assertTrue(reason.contains("does not find io.weftline.bootstrap.Bridge"), reason);
    assertTrue(reason.contains("delegate the package io.weftline.bootstrap"), reason);
    for (Throwable each :
        new Throwable[] {
          new NoClassDefFoundError(), new IllegalStateException(), new AssertionError()
        }) {
      assertTrue(reason(each).contains("fails on"));
    }
  }

  @Test
  void aChildThatHasOneOfItsOwnDoesNotSeeIt() {
    ClassLoader child =
        CompiledClasses.of(Map.of(Bridge.class.getName(), ClassFiles.bytes(Bridge.class))).loader();
    assertTrue(sight.reasonAgainst(child).contains("has another class of the name"));
  }

  @Test
  void whatIsTheProgramsOwnIsNotAnAnswer() {
    Asked loader = new Asked();
    loader.thrown = new StackOverflowError();
    assertThrows(StackOverflowError.class, () -> sight.reasonAgainst(loader));
    loader.thrown = null;
    assertEquals("", sight.reasonAgainst(loader));
  }

  @Test
  void containersAreToldTheirOwnSetting() {
    CompiledClasses containers =
        CompiledClasses.of(
            "package org.apache.felix.framework; public class Wiring extends ClassLoader {"
                + " public Class<?> loadClass(String name) throws ClassNotFoundException {"
                + "   throw new ClassNotFoundException(name); } }",
            "package org.jboss.modules; public class ModuleClassLoader extends ClassLoader {"
                + " public Class<?> loadClass(String name) throws ClassNotFoundException {"
                + "   throw new ClassNotFoundException(name); } }");
    assertTrue(
        reasonOf(containers, "org.apache.felix.framework.Wiring")
            .contains("org.osgi.framework.bootdelegation=io.weftline.bootstrap"));
    assertTrue(
        reasonOf(containers, "org.jboss.modules.ModuleClassLoader")
            .contains("-Djboss.modules.system.pkgs=io.weftline.bootstrap"));
  }

  private String reasonOf(CompiledClasses containers, String name) {
    try {
      Class<?> type = containers.loader().loadClass(name);
      return sight.reasonAgainst((ClassLoader) type.getConstructor().newInstance());
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}

package io.weftline.agent.weave;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class JdkClassesTest {
  private static final String TASK = "java/util/concurrent/FutureTask";

  private final JdkClasses jdk = new JdkClasses();

  private static final class Named extends Instrumentation {
    @Override
    public void install(Services services) {}

    @Override
    public boolean concerns(ClassLoader loader, ClassFile file) {
      return false;
    }

    @Override
    public void plan(ClassFile file, Supertypes supertypes, Plan plan) {}
  }

  @Test
  void allThatAskForAClassWeaveIt() {
    Named one = new Named();
    Named other = new Named();
    jdk.weave(one, TASK);
    jdk.weave(other, TASK);
    jdk.weave(one, TASK);

    assertArrayEquals(new Instrumentation[] {one, other}, jdk.of(TASK, true));
    assertNull(jdk.of("java/util/concurrent/CompletableFuture", true));
  }

  @Test
  void aClassOfTheCoreIsNotWovenWhileItIsLoaded() {
    jdk.weave(new Named(), TASK);

    assertNull(jdk.of(TASK, false));
  }

  @Test
  void whatIsNotOnTheListIsNeverWoven() {
    assertThrows(IllegalArgumentException.class, () -> jdk.weave(new Named(), "java/lang/String"));
  }
}

package io.weftline.agent.weave.linked;

import io.weftline.agent.weave.LinkerTest;
import net.bytebuddy.asm.Advice;

/** Advice that names a type of a library: in a package of its own, as all that is linked. */
public final class GreetingAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
  public static Object enter(@Advice.This Object self, @Advice.Argument(0) Object name) {
    LinkerTest.SEEN.add("enter " + name);
    if ("fails".equals(name)) {
      throw new IllegalStateException("in advice");
    }
    // Named here, and nowhere in the agent: it is the application's own.
    return ((com.acme.greeting.Greeter) self).language();
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class, inline = false)
  public static void exit(
      @Advice.Enter Object language,
      @Advice.Return Object result,
      @Advice.Thrown Throwable thrown) {
    LinkerTest.SEEN.add(language + " " + result + " " + thrown);
  }

  private GreetingAdvice() {}
}

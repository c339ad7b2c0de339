package io.weftline.agent.instrument.executor;

import io.weftline.bootstrap.Handover;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;

/** Copied into what a {@code ForkJoinPool} is given other tasks by; never loaded as a class. */
final class SharedTaskAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.Argument(value = 0, readOnly = false, typing = Typing.DYNAMIC) Object task) {
    task = Handover.shared(task);
  }

  private SharedTaskAdvice() {}
}

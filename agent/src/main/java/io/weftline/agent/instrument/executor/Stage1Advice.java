package io.weftline.agent.instrument.executor;

import io.weftline.agent.weave.Id;
import io.weftline.bootstrap.Handover;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;

/**
 * Copied into the stages of a {@code CompletableFuture} whose function is the second argument;
 * never loaded as a class.
 */
final class Stage1Advice {

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Id int arguments,
      @Advice.Argument(value = 1, readOnly = false, typing = Typing.DYNAMIC) Object function) {
    function = Handover.stage(function, arguments);
  }

  private Stage1Advice() {}
}

package io.weftline.agent.instrument.httpclient5.linked;

import io.weftline.agent.http.ClientCall;
import io.weftline.agent.http.ClientCalls;
import io.weftline.agent.instrument.httpclient5.HttpClient5Instrumentation;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.ThreadContext;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;

/** A call that is sent, and whose end the callback tells. */
public final class AsyncAdvice {

  /**
   * @return the producer, the consumer and the callback that take the place of the application's,
   *     then what {@link #exit} needs; null if the call is not observed
   */
  @Advice.AssignReturned.ToArguments({
    @Advice.AssignReturned.ToArguments.ToArgument(
        value = 1,
        index = 0,
        typing = Assigner.Typing.DYNAMIC),
    @Advice.AssignReturned.ToArguments.ToArgument(
        value = 2,
        index = 1,
        typing = Assigner.Typing.DYNAMIC),
    @Advice.AssignReturned.ToArguments.ToArgument(
        value = 5,
        index = 2,
        typing = Assigner.Typing.DYNAMIC)
  })
  @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
  public static Object[] enter(
      @Advice.Argument(0) Object target,
      @Advice.Argument(1) Object producer,
      @Advice.Argument(2) Object consumer,
      @Advice.Argument(5) Object callback) {
    if (producer == null || consumer == null) {
      return null;
    }
    ThreadContext context = ThreadContext.current();
    Frame frame = HttpClient5Instrumentation.calls().enter(context);
    if (frame == null) {
      return null;
    }
    HttpHost host = (HttpHost) target;
    FollowedCall call = new FollowedCall(Requests.begin(context, host));
    return new Object[] {
      new FollowedProducer((AsyncRequestProducer) producer, host, call.call),
      followed((AsyncResponseConsumer<?>) consumer, call),
      callback(callback, call),
      frame,
      call.call
    };
  }

  private static <T> AsyncResponseConsumer<T> followed(
      AsyncResponseConsumer<T> consumer, FollowedCall call) {
    return new FollowedConsumer<T>(consumer, call);
  }

  @SuppressWarnings("unchecked")
  private static Object callback(Object callback, FollowedCall call) {
    return new FollowedCallback<Object>((FutureCallback<Object>) callback, call);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class, inline = false)
  public static void exit(@Advice.Enter Object[] entered, @Advice.Thrown Throwable thrown) {
    if (entered != null) {
      ClientCalls calls = HttpClient5Instrumentation.calls();
      if (thrown == null) {
        calls.left((Frame) entered[3]);
      } else {
        calls.ended((Frame) entered[3], (ClientCall) entered[4], ClientCalls.NO_STATUS, thrown);
      }
    }
  }

  private AsyncAdvice() {}
}

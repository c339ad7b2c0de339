package io.weftline.agent.instrument.httpclient5.linked;

import io.weftline.agent.http.ClientCall;
import io.weftline.agent.http.ClientCalls;
import io.weftline.agent.instrument.httpclient5.HttpClient5Instrumentation;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.ThreadContext;
import net.bytebuddy.asm.Advice;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;

/** A call whose thread waits for the head of the response. */
public final class ClassicAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
  public static Object enter(
      @Advice.Argument(0) Object target, @Advice.Argument(1) Object request) {
    if (request == null) {
      return null;
    }
    ThreadContext context = ThreadContext.current();
    Frame frame = HttpClient5Instrumentation.calls().enter(context);
    if (frame == null) {
      return null;
    }
    HttpRequest message = (HttpRequest) request;
    ClientCall call = Requests.begin(context, (HttpHost) target);
    Requests.describe(call, (HttpHost) target, message);
    return new Begun(frame, call, Requests.propagate(call, message));
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class, inline = false)
  public static void exit(
      @Advice.Enter Object entered,
      @Advice.Return Object response,
      @Advice.Thrown Throwable thrown) {
    if (entered != null) {
      Begun begun = (Begun) entered;
      if (begun.headers != null) {
        begun.headers.remove();
      }
      int status =
          response instanceof HttpResponse
              ? ((HttpResponse) response).getCode()
              : ClientCalls.NO_STATUS;
      HttpClient5Instrumentation.calls().ended(begun.frame, begun.call, status, thrown);
    }
  }

  /** A call while its thread waits. */
  private static final class Begun {
    final Frame frame;
    final ClientCall call;
    final AddedHeaders headers;

    Begun(Frame frame, ClientCall call, AddedHeaders headers) {
      this.frame = frame;
      this.call = call;
      this.headers = headers;
    }
  }

  private ClassicAdvice() {}
}

package io.weftline.agent.instrument.tomcat.linked;

import io.weftline.agent.http.ServerRequest;
import io.weftline.agent.http.ServerRequests;
import io.weftline.agent.instrument.tomcat.TomcatInstrumentation;
import io.weftline.bootstrap.Frame;
import net.bytebuddy.asm.Advice;
import org.apache.coyote.Request;
import org.apache.coyote.Response;

/** A thread has a request in hand: when it has come, and for each of its asynchronous turns. */
public final class ServiceAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
  public static Object enter(
      @Advice.Argument(0) Object request, @Advice.Argument(1) Object response) {
    ServerRequests requests = TomcatInstrumentation.requests();
    Request connector = (Request) request;
    ServerRequest followed = TomcatCall.followed(connector);
    if (followed == null) {
      followed = requests.begin(new TomcatCall(connector, (Response) response));
      TomcatCall.follow(connector, followed);
    }
    return requests.enter(followed);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class, inline = false)
  public static void exit(
      @Advice.Enter Object entered,
      @Advice.Argument(0) Object request,
      @Advice.Argument(1) Object response) {
    if (entered == null) {
      return;
    }
    ServerRequests requests = TomcatInstrumentation.requests();
    Frame frame = (Frame) entered;
    Request connector = (Request) request;
    ServerRequest followed = TomcatCall.followed(connector);
    if (followed == null) {
      // The connector has cleared its request already; the thread must not keep it all the same.
      requests.left((ServerRequest) frame.context.unit(), frame);
      return;
    }
    try {
      TomcatCall call = new TomcatCall(connector, (Response) response);
      if (!requests.isAnswered(followed) && !call.isAsync()) {
        requests.answered(followed, call);
      }
      if (requests.isAnswered(followed)) {
        TomcatCall.forget(connector);
      }
    } finally {
      // Whatever went wrong: the thread must not keep it.
      requests.left(followed, frame);
    }
  }

  private ServiceAdvice() {}
}

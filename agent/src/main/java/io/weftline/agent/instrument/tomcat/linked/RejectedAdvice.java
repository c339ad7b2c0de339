package io.weftline.agent.instrument.tomcat.linked;

import io.weftline.agent.http.ServerRequest;
import io.weftline.agent.http.ServerRequests;
import io.weftline.agent.instrument.tomcat.TomcatInstrumentation;
import net.bytebuddy.asm.Advice;
import org.apache.coyote.Request;
import org.apache.coyote.Response;

/** The connector answers what it could not read, without the container. */
public final class RejectedAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
  public static Object enter(
      @Advice.Argument(0) Object request, @Advice.Argument(1) Object response) {
    Request connector = (Request) request;
    if (TomcatCall.followed(connector) != null) {
      return null;
    }
    ServerRequest followed =
        TomcatInstrumentation.requests().begin(new TomcatCall(connector, (Response) response));
    TomcatCall.follow(connector, followed);
    return followed;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class, inline = false)
  public static void exit(
      @Advice.Enter Object entered,
      @Advice.Argument(0) Object request,
      @Advice.Argument(1) Object response) {
    if (entered != null) {
      ServerRequests requests = TomcatInstrumentation.requests();
      Request connector = (Request) request;
      TomcatCall.forget(connector);
      requests.ended((ServerRequest) entered, new TomcatCall(connector, (Response) response));
    }
  }

  private RejectedAdvice() {}
}

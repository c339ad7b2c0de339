package io.weftline.agent.instrument.tomcat.linked;

import io.weftline.agent.http.ServerRequest;
import io.weftline.agent.instrument.tomcat.TomcatInstrumentation;
import net.bytebuddy.asm.Advice;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;

/** The response is out, and access logs are about to be written: all can be read for once more. */
public final class AnsweredAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
  public static void enter(
      @Advice.Argument(0) Object request, @Advice.Argument(1) Object response) {
    org.apache.coyote.Request connector = ((Request) request).getCoyoteRequest();
    ServerRequest followed = connector == null ? null : TomcatCall.followed(connector);
    if (followed != null) {
      TomcatInstrumentation.requests()
          .answered(followed, new TomcatCall(connector, ((Response) response).getCoyoteResponse()));
    }
  }

  private AnsweredAdvice() {}
}

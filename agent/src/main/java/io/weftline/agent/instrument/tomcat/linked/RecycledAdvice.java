package io.weftline.agent.instrument.tomcat.linked;

import io.weftline.agent.http.ServerRequest;
import io.weftline.agent.instrument.tomcat.TomcatInstrumentation;
import net.bytebuddy.asm.Advice;
import org.apache.coyote.Request;

/**
 * The connector is about to use a request's object for another one. Mostly that is long over; where
 * an asynchronous one has failed with nobody to tell, the connection ends without a response, and
 * this is the last that is heard of it.
 */
public final class RecycledAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
  public static void enter(@Advice.This Object request) {
    Request connector = (Request) request;
    ServerRequest followed = TomcatCall.followed(connector);
    if (followed != null && connector.getResponse() != null) {
      TomcatCall.forget(connector);
      TomcatInstrumentation.requests()
          .ended(followed, new TomcatCall(connector, connector.getResponse()));
    }
  }

  private RecycledAdvice() {}
}

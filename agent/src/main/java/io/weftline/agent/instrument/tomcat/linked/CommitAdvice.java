package io.weftline.agent.instrument.tomcat.linked;

import io.weftline.agent.http.ServerRequest;
import io.weftline.agent.instrument.tomcat.TomcatInstrumentation;
import net.bytebuddy.asm.Advice;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Response;

/**
 * The head of the response is about to be sent: by a flush, by a body that is larger than its
 * buffer, or by the end of an answer that has none.
 */
public final class CommitAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
  public static void enter(@Advice.This Object response, @Advice.Argument(0) Object code) {
    if (code != ActionCode.COMMIT && code != ActionCode.CLOSE) {
      return;
    }
    Response connector = (Response) response;
    if (connector.isCommitted() || connector.getRequest() == null) {
      return;
    }
    ServerRequest followed = TomcatCall.followed(connector.getRequest());
    if (followed != null) {
      TomcatInstrumentation.requests()
          .committed(followed, new TomcatCall(connector.getRequest(), connector));
    }
  }

  private CommitAdvice() {}
}

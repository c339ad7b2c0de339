package io.weftline.agent.instrument.httpclient5.linked;

import io.weftline.agent.http.ClientCall;
import io.weftline.agent.http.ClientCalls;
import io.weftline.agent.instrument.httpclient5.HttpClient5Instrumentation;
import io.weftline.bootstrap.Bridge;

/** A call that was sent, with the status of its response. Several threads, one after the other. */
final class FollowedCall {
  final ClientCall call;

  /** Of the response; {@link ClientCalls#NO_STATUS} before. */
  volatile int status = ClientCalls.NO_STATUS;

  FollowedCall(ClientCall call) {
    this.call = call;
  }

  /** It has ended; nothing gets out of here, since what called is the library. */
  void ended(Throwable failure) {
    try {
      HttpClient5Instrumentation.calls().ended(call, status, failure);
    } catch (Throwable t) {
      Bridge.failed(t);
    }
  }
}

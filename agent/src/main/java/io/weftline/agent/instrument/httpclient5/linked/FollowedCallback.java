package io.weftline.agent.instrument.httpclient5.linked;

import java.util.concurrent.CancellationException;
import org.apache.hc.core5.concurrent.FutureCallback;

/** A callback, if there is one, after the end of the call. */
final class FollowedCallback<T> implements FutureCallback<T> {
  private final FutureCallback<T> callback;
  private final FollowedCall call;

  /**
   * @param callback null for none
   */
  FollowedCallback(FutureCallback<T> callback, FollowedCall call) {
    this.callback = callback;
    this.call = call;
  }

  @Override
  public void completed(T result) {
    call.ended(null);
    if (callback != null) {
      callback.completed(result);
    }
  }

  @Override
  public void failed(Exception failure) {
    call.ended(failure);
    if (callback != null) {
      callback.failed(failure);
    }
  }

  @Override
  public void cancelled() {
    call.ended(new CancellationException());
    if (callback != null) {
      callback.cancelled();
    }
  }
}

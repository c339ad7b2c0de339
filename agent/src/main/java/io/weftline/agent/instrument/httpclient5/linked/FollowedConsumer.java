package io.weftline.agent.instrument.httpclient5.linked;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * The application's consumer; the status of the response is read on its way. It hears of the end
 * before the future does, which wakes who waits for it before it calls back: so a unit that waits
 * for its call does not end first.
 */
final class FollowedConsumer<T> implements AsyncResponseConsumer<T> {
  private final AsyncResponseConsumer<T> consumer;
  private final FollowedCall call;

  FollowedConsumer(AsyncResponseConsumer<T> consumer, FollowedCall call) {
    this.consumer = consumer;
    this.call = call;
  }

  @Override
  public void consumeResponse(
      HttpResponse response,
      EntityDetails entity,
      HttpContext context,
      FutureCallback<T> resultCallback)
      throws HttpException, IOException {
    if (response != null) {
      call.status = response.getCode();
    }
    consumer.consumeResponse(
        response, entity, context, new FollowedCallback<T>(resultCallback, call));
  }

  @Override
  public void informationResponse(HttpResponse response, HttpContext context)
      throws HttpException, IOException {
    consumer.informationResponse(response, context);
  }

  @Override
  public void failed(Exception cause) {
    call.ended(cause);
    consumer.failed(cause);
  }

  @Override
  public void updateCapacity(CapacityChannel channel) throws IOException {
    consumer.updateCapacity(channel);
  }

  @Override
  public void consume(ByteBuffer bytes) throws IOException {
    consumer.consume(bytes);
  }

  @Override
  public void streamEnd(List<? extends Header> trailers) throws HttpException, IOException {
    consumer.streamEnd(trailers);
  }

  @Override
  public void releaseResources() {
    consumer.releaseResources();
  }
}

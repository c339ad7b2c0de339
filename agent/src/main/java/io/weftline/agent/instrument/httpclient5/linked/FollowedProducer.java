package io.weftline.agent.instrument.httpclient5.linked;

import io.weftline.agent.http.ClientCall;
import io.weftline.bootstrap.Bridge;
import java.io.IOException;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;

/** The application's producer; its request is read, and has our headers, on its way. */
final class FollowedProducer implements AsyncRequestProducer {
  private final AsyncRequestProducer producer;
  private final HttpHost target;
  private final ClientCall call;

  /**
   * @param target null if the request says where it goes
   */
  FollowedProducer(AsyncRequestProducer producer, HttpHost target, ClientCall call) {
    this.producer = producer;
    this.target = target;
    this.call = call;
  }

  @Override
  public void sendRequest(RequestChannel channel, HttpContext context)
      throws HttpException, IOException {
    producer.sendRequest(new Channel(channel), context);
  }

  private AddedHeaders prepare(HttpRequest request) {
    try {
      Requests.describe(call, target, request);
      return Requests.propagate(call, request);
    } catch (Throwable t) {
      Bridge.failed(t);
      return null;
    }
  }

  @Override
  public boolean isRepeatable() {
    return producer.isRepeatable();
  }

  @Override
  public void failed(Exception cause) {
    producer.failed(cause);
  }

  @Override
  public int available() {
    return producer.available();
  }

  @Override
  public void produce(DataStreamChannel channel) throws IOException {
    producer.produce(channel);
  }

  @Override
  public void releaseResources() {
    producer.releaseResources();
  }

  /** Where the request goes by. */
  private final class Channel implements RequestChannel {
    private final RequestChannel channel;

    Channel(RequestChannel channel) {
      this.channel = channel;
    }

    @Override
    public void sendRequest(HttpRequest request, EntityDetails entity, HttpContext context)
        throws HttpException, IOException {
      AddedHeaders headers = request == null ? null : prepare(request);
      try {
        channel.sendRequest(request, entity, context);
      } finally {
        if (headers != null) {
          headers.remove();
        }
      }
    }
  }
}

package io.weftline.agent.instrument.javahttp;

import io.weftline.agent.http.ClientCall;
import io.weftline.agent.http.ClientCalls;
import io.weftline.agent.http.ClientHeaders;
import io.weftline.agent.http.OpenCalls;
import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.ThreadContext;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URI;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

/**
 * What is sent by the JDK's client.
 *
 * <p>Thread-safe.
 */
final class Sends {
  private final ClientCalls calls;
  private final NetHttp types;

  /** Calls whose requests have headers of ours, by the JDK's requests. */
  private final OpenCalls requests = new OpenCalls();

  /** What the thread is about to send. Empty but during the method that sends. */
  private final ThreadLocal<ClientCall> inHand = new ThreadLocal<ClientCall>();

  /** {@code setSystemHeader}, once there has been a request; null before. */
  private volatile MethodHandle setHeader;

  Sends(ClientCalls calls, NetHttp types) {
    this.calls = calls;
    this.types = types;
  }

  /** Something is about to be sent; null if it is not observed. */
  Frame begin(ThreadContext context, Object request) {
    if (request == null) {
      return null;
    }
    try {
      URI uri = types.uri(request);
      if (uri == null) {
        return null;
      }
      Frame frame = calls.enter(context);
      if (frame == null) {
        return null;
      }
      ClientCall call =
          calls.begin(
              context,
              types.method(request),
              uri.getScheme(),
              uri.getHost(),
              uri.getPort(),
              uri.getRawPath(),
              uri.getRawQuery());
      frame.note = call;
      if (calls.propagates(call)) {
        inHand.set(call);
      }
      return frame;
    } catch (Throwable t) {
      throw unchecked(t);
    }
  }

  /** {@code send} is at its end. */
  void answered(Frame frame, Object response, Throwable thrown) {
    calls.ended(frame, take(frame), status(response), thrown);
  }

  /** {@code sendAsync} is at its end. */
  void sent(Frame frame, Object future, Throwable thrown) {
    ClientCall call = take(frame);
    if (thrown != null || !(future instanceof CompletionStage)) {
      calls.ended(frame, call, ClientCalls.NO_STATUS, thrown);
      return;
    }
    ThreadContext context = frame.context;
    calls.left(frame);
    boolean before = context.mute(true);
    try {
      ((CompletionStage<?>) future).whenComplete(new End(call));
    } finally {
      context.mute(before);
    }
  }

  private ClientCall take(Frame frame) {
    ClientCall call = (ClientCall) frame.note;
    frame.note = null;
    if (calls.propagates(call)) {
      inHand.remove();
    }
    return call;
  }

  private int status(Object response) {
    try {
      return response == null ? ClientCalls.NO_STATUS : types.status(response);
    } catch (Throwable t) {
      throw unchecked(t);
    }
  }

  /**
   * The JDK has made its request of the application's.
   *
   * @param lookup of that class
   */
  void made(Object request, MethodHandles.Lookup lookup) {
    ClientCall call = inHand.get();
    if (call != null) {
      if (setHeader == null) {
        setHeader = setHeader(lookup);
      }
      put(request, call);
    }
  }

  /** The JDK has made a request of one that was redirected or turned away. */
  void madeOf(Object request, Object before) {
    ClientCall call = before == null ? null : requests.get(before);
    if (call != null && !call.hasEnded()) {
      put(request, call);
    }
  }

  private void put(Object request, ClientCall call) {
    calls.propagate(call, new Headers(request, types, setHeader));
    requests.put(request, call);
  }

  private static MethodHandle setHeader(MethodHandles.Lookup lookup) {
    try {
      return lookup
          .findVirtual(
              lookup.lookupClass(),
              "setSystemHeader",
              MethodType.methodType(void.class, String.class, String.class))
          .asType(MethodType.methodType(void.class, Object.class, String.class, String.class));
    } catch (ReflectiveOperationException e) {
      // Counted as a failure: a JDK whose client is another one.
      throw new IllegalStateException(e);
    }
  }

  private static RuntimeException unchecked(Throwable t) {
    if (t instanceof Error) {
      throw (Error) t;
    }
    return t instanceof RuntimeException ? (RuntimeException) t : new IllegalStateException(t);
  }

  /** The headers of a request of the JDK's, and those that it does not show. */
  private static final class Headers extends ClientHeaders {
    private final Object request;
    private final NetHttp types;
    private final MethodHandle setHeader;

    Headers(Object request, NetHttp types, MethodHandle setHeader) {
      this.request = request;
      this.types = types;
      this.setHeader = setHeader;
    }

    @Override
    public boolean has(String name) {
      try {
        return types.hasHeader(request, name);
      } catch (Throwable t) {
        throw unchecked(t);
      }
    }

    @Override
    public void set(String name, String value) {
      try {
        setHeader.invokeExact(request, name, value);
      } catch (Throwable t) {
        throw unchecked(t);
      }
    }
  }

  /** The end of what was sent without waiting. */
  private final class End implements BiConsumer<Object, Throwable> {
    private final ClientCall call;

    End(ClientCall call) {
      this.call = call;
    }

    @Override
    public void accept(Object response, Throwable thrown) {
      try {
        Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
        calls.ended(call, status(response), cause == null ? thrown : cause);
      } catch (Throwable t) {
        Bridge.failed(t);
      }
    }
  }
}

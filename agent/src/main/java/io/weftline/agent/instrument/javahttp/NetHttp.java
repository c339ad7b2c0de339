package io.weftline.agent.instrument.javahttp;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URI;
import java.util.Map;

/**
 * The public methods of {@code java.net.http} that are needed, without its types.
 *
 * <p>Immutable.
 */
final class NetHttp {
  private final MethodHandle uri;
  private final MethodHandle method;
  private final MethodHandle headers;
  private final MethodHandle headersMap;
  private final MethodHandle status;

  NetHttp(ClassLoader loader) throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    Class<?> request = Class.forName("java.net.http.HttpRequest", false, loader);
    Class<?> fields = Class.forName("java.net.http.HttpHeaders", false, loader);
    Class<?> response = Class.forName("java.net.http.HttpResponse", false, loader);
    uri = of(lookup, request, "uri", URI.class).asType(from(URI.class));
    method = of(lookup, request, "method", String.class).asType(from(String.class));
    headers = of(lookup, request, "headers", fields).asType(from(Object.class));
    headersMap = of(lookup, fields, "map", Map.class).asType(from(Map.class));
    status = of(lookup, response, "statusCode", int.class).asType(from(int.class));
  }

  private static MethodHandle of(
      MethodHandles.Lookup lookup, Class<?> type, String name, Class<?> result)
      throws ReflectiveOperationException {
    return lookup.findVirtual(type, name, MethodType.methodType(result));
  }

  private static MethodType from(Class<?> result) {
    return MethodType.methodType(result, Object.class);
  }

  URI uri(Object request) throws Throwable {
    return (URI) uri.invokeExact(request);
  }

  String method(Object request) throws Throwable {
    return (String) method.invokeExact(request);
  }

  /** Whether a request has a header of that name, in whatever letters. */
  boolean hasHeader(Object request, String name) throws Throwable {
    Object all = (Object) headers.invokeExact(request);
    return ((Map<?, ?>) (Map) headersMap.invokeExact(all)).containsKey(name);
  }

  int status(Object response) throws Throwable {
    return (int) status.invokeExact(response);
  }
}

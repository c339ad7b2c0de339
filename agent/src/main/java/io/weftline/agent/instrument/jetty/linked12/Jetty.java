package io.weftline.agent.instrument.jetty.linked12;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

/**
 * Methods of Jetty 12 as handles: constants, so that the compiler can see through them. Objects of
 * Jetty pass as {@code Object}.
 */
final class Jetty {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.publicLookup();

  private static final Class<?> REQUEST = type("server.Request");
  private static final Class<?> RESPONSE = type("server.Response");
  private static final Class<?> FIELDS = type("http.HttpFields");
  private static final Class<?> MUTABLE_FIELDS = type("http.HttpFields$Mutable");
  private static final Class<?> URI = type("http.HttpURI");
  private static final Class<?> AUTHENTICATION = type("server.Request$AuthenticationState");

  private static final Class<?> META_DATA = type("server.ConnectionMetaData");
  private static final Class<?> IO_CONNECTION = type("io.Connection");
  private static final Class<?> IO_END_POINT = type("io.EndPoint");

  static final MethodHandle UNWRAP = statically(REQUEST, "unWrap", REQUEST, REQUEST);
  static final MethodHandle METHOD = get(REQUEST, "getMethod", String.class);
  static final MethodHandle HTTP_URI = get(REQUEST, "getHttpURI", URI);
  static final MethodHandle HEADERS = get(REQUEST, "getHeaders", FIELDS);
  static final MethodHandle SERVER_NAME =
      statically(REQUEST, "getServerName", String.class, REQUEST);
  static final MethodHandle SERVER_PORT = statically(REQUEST, "getServerPort", int.class, REQUEST);
  static final MethodHandle REMOTE = statically(REQUEST, "getRemoteAddr", String.class, REQUEST);
  static final MethodHandle BYTES_READ =
      statically(REQUEST, "getContentBytesRead", long.class, REQUEST);
  static final MethodHandle CONTEXT_PATH =
      statically(REQUEST, "getContextPath", String.class, REQUEST);
  static final MethodHandle AUTHENTICATED =
      statically(REQUEST, "getAuthenticationState", AUTHENTICATION, REQUEST);
  static final MethodHandle PRINCIPAL =
      get(AUTHENTICATION, "getUserPrincipal", java.security.Principal.class);

  static final MethodHandle ATTRIBUTE =
      find(REQUEST, "getAttribute", methodType(Object.class, String.class));

  static final MethodHandle CONNECTION_DATA = get(REQUEST, "getConnectionMetaData", META_DATA);
  static final MethodHandle CONNECTION = get(META_DATA, "getConnection", IO_CONNECTION);
  static final MethodHandle END_POINT = get(IO_CONNECTION, "getEndPoint", IO_END_POINT);
  static final MethodHandle IS_OPEN = get(IO_END_POINT, "isOpen", boolean.class);
  static final MethodHandle IS_INPUT_SHUTDOWN = get(IO_END_POINT, "isInputShutdown", boolean.class);

  static final MethodHandle URI_PATH = get(URI, "getPath", String.class);
  static final MethodHandle URI_QUERY = get(URI, "getQuery", String.class);
  static final MethodHandle URI_SCHEME = get(URI, "getScheme", String.class);

  static final MethodHandle FIELD = find(FIELDS, "get", methodType(String.class, String.class));
  static final MethodHandle FIELD_VALUES =
      find(FIELDS, "getValuesList", methodType(List.class, String.class));
  static final MethodHandle HAS_FIELD =
      find(FIELDS, "contains", methodType(boolean.class, String.class));
  static final MethodHandle PUT_FIELD =
      find(MUTABLE_FIELDS, "put", methodType(MUTABLE_FIELDS, String.class, String.class));

  static final MethodHandle RESPONSE_REQUEST = get(RESPONSE, "getRequest", REQUEST);
  static final MethodHandle RESPONSE_HEADERS = get(RESPONSE, "getHeaders", MUTABLE_FIELDS);
  static final MethodHandle STATUS = get(RESPONSE, "getStatus", int.class);
  static final MethodHandle BYTES_WRITTEN =
      statically(RESPONSE, "getContentBytesWritten", long.class, RESPONSE);

  static final MethodHandle CHANNEL_REQUEST =
      get(type("server.HttpChannel"), "getRequest", REQUEST);

  private Jetty() {}

  /** The result of a method without arguments, or of a static one with one. */
  static Object call(MethodHandle handle, Object on) {
    try {
      return handle.invokeExact(on);
    } catch (Throwable t) {
      throw rethrown(t);
    }
  }

  static Object call(MethodHandle handle, Object on, Object argument) {
    try {
      return handle.invokeExact(on, argument);
    } catch (Throwable t) {
      throw rethrown(t);
    }
  }

  static Object call(MethodHandle handle, Object on, Object first, Object second) {
    try {
      return handle.invokeExact(on, first, second);
    } catch (Throwable t) {
      throw rethrown(t);
    }
  }

  private static RuntimeException rethrown(Throwable t) {
    if (t instanceof Error) {
      throw (Error) t;
    }
    return t instanceof RuntimeException ? (RuntimeException) t : new IllegalStateException(t);
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName("org.eclipse.jetty." + name, false, Jetty.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MethodHandle get(Class<?> type, String name, Class<?> result) {
    return find(type, name, methodType(result));
  }

  private static MethodHandle find(Class<?> type, String name, MethodType method) {
    try {
      return generic(LOOKUP.findVirtual(type, name, method));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MethodHandle statically(
      Class<?> type, String name, Class<?> result, Class<?> argument) {
    try {
      return generic(LOOKUP.findStatic(type, name, methodType(result, argument)));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** With {@code Object} for everything. */
  static MethodHandle generic(MethodHandle handle) {
    return handle.asType(handle.type().generic());
  }
}

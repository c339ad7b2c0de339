/**
 * Requests that come to the server of the JDK, {@code com.sun.net.httpserver}, 8 and later. Its
 * classes are woven as they load, with inlined advice, since nothing else can name them.
 *
 * <p>An exchange begins where the server makes the object that it hands out, and is in hand while
 * that goes through the chain of filters. It ends when its response has been written or it has been
 * closed, by whatever thread: a handler may return long before. Inside, the server has another
 * object for it, which all that tells of the end has; both are known weakly, by identity, and lead
 * to one {@link io.weftline.agent.instrument.httpserver.Exchange} that leads to neither. The map is
 * striped and a look-up takes no lock; none of these methods runs under a lock of the JDK's.
 *
 * <p>What the server refuses before there is an exchange (no context, a request line that is none)
 * has its event, with what the request line says; its headers have been read by then or not, and
 * nobody outside the JDK gets at them: such a response has no id in it. A response in chunks says
 * nothing of its size.
 */
package io.weftline.agent.instrument.httpserver;

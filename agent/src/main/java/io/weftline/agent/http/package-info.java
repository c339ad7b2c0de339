/**
 * What all HTTP servers have in common: a request from its arrival to its line, whatever container
 * it came to. The instrumentation of a container makes a {@link io.weftline.agent.http.ServerCall}
 * of what it has in hand and says when things happen:
 *
 * <pre>
 *   begin      it has arrived: ids are read, checked and made
 *   enter      a thread begins to work for it, or goes on
 *   committed  the head of the response is about to be sent: ids are put into it
 *   left       a thread has done for now
 *   ended      the response is out, or never will be: one event, one count
 * </pre>
 *
 * <p>And what all clients have in common: a call to another service ({@link
 * io.weftline.agent.http.ClientCalls}), one exchange as the application sees it, however often its
 * client asks. It is a node of the call tree of what it is made for and carries its ids along: the
 * instrumentation says where headers go ({@link io.weftline.agent.http.ClientHeaders}), what goes
 * into them is made here of numbers and of texts that have been checked when they came. A call that
 * ends on another thread belongs to the unit that sent it, as long as that lasts.
 *
 * <p>Nothing that comes from outside is believed: ids are checked against a safe alphabet ({@link
 * io.weftline.agent.http.RequestIds}, {@link io.weftline.agent.http.TraceParent}), addresses of
 * proxies against a list, paths are templated ({@link io.weftline.agent.http.Routes}) and their
 * number is capped, queries are redacted.
 */
package io.weftline.agent.http;

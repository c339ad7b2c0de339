/**
 * Puts the ids of the request or job in hand where the application's own logs can print them: the
 * MDC of Logback and the {@code ThreadContext} of Log4j 2, under {@code request_id}, {@code
 * trace_id} and {@code span_id}.
 *
 * <p>Nothing is woven. That an application has one of the two is seen when a class of it is loaded
 * that is needed to log at all, and its loader is noted, weakly. The first unit of work after that
 * has the helper made, a class for that loader: on a thread of the application and not of the
 * agent, since to ask SLF4J for its MDC while another thread sets it up would leave the application
 * without one. Units that begin meanwhile wait for it, for a moment. With many applications in a
 * container each has its own, and each is told, since it is not known yet which of them a request
 * is for.
 *
 * <p>What a thread had under those keys is put back when it has done with the unit, unless the
 * application has put something else there meanwhile: then that is how it wants it.
 *
 * <p>A helper is held by a {@link java.lang.ClassValue} of the application's class, and by the
 * agent weakly: an application that is taken out of its container can be collected. One whose
 * library fails a hundred times is left alone.
 *
 * <p>SLF4J is called by method handles: the agent has a copy of its own, and a reference in a class
 * file would be moved to that. Log4j before 2.8 has no way to set several keys at once, and is left
 * out, as is Log4j 1.
 */
package io.weftline.agent.instrument.mdc;

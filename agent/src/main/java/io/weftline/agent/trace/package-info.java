/**
 * The unit of work in hand, as the agent sees it: what the bridge recorded on a thread, handed to
 * the parts that make events of it.
 *
 * <p>The recording itself ({@link io.weftline.bootstrap.ThreadContext}, {@link
 * io.weftline.bootstrap.CallTree}) is in the bridge, since it runs inside woven code. Here is what
 * happens at its rare ends ({@link io.weftline.agent.trace.Ends}), how a tree becomes part of an
 * event ({@link io.weftline.agent.trace.Trees}), and how the application's own frames are told from
 * those of libraries.
 *
 * <p>{@link io.weftline.agent.trace.CoarseClock} is the second thread of the agent, there only
 * while something is timed by it; {@link io.weftline.agent.trace.Sweeps} is the regular work of the
 * first.
 */
package io.weftline.agent.trace;

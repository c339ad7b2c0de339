/**
 * Timing of methods: the patterns that the user gives become probes, every call of a probed method
 * is counted in a histogram, and one that is slow becomes a {@code method.call} event.
 *
 * <p>All of a fast call happens in the bridge; this package decides which methods are woven ({@link
 * io.weftline.agent.match.MethodMatcher}), gives each its probe and makes the events. Overloads
 * share a probe, since the events name methods without parameters.
 *
 * <p>Of calls that are written because every call is asked for, or every failed one, only the
 * outermost of a unit of work gets a line: the others stand in its tree.
 *
 * <h2>Two clocks</h2>
 *
 * Two readings of the clock are nearly all of what an exact probe ({@code MethodAdvice}) costs. A
 * coarse one ({@code CoarseMethodAdvice}) reads {@link io.weftline.bootstrap.Bridge#coarse} before
 * the call and goes through one door after it, where a call that met no tick and threw nothing is
 * counted in the cell of its thread, without a look at a thread-local: 0.5 to 1.5 ns were measured,
 * with the thread-local 2 to 3 ns. That is the first thread of a method; the next seven have a cell
 * to be looked for (2 to 7 ns), those after them an atomic one to share (some 20 ns). Which of the
 * two a method gets is decided with its number, once: thresholds below 100 ms are too short for
 * ticks of a millisecond or more, and where every outermost call, or every failed one, is to be
 * written it must be known which one that is.
 *
 * <p>A coarse call has no beginning but a number, so nothing knows that it is in progress: a slow
 * one is written for itself, without a tree, and a throwable leaves each of those around it anew.
 * The errors' side puts those together, since each unit says when it began. Time that the agent
 * takes to weave the classes that such a call loads is not left out of it. A depth that every call
 * counted would mend this, for a thread-local at both ends.
 */
package io.weftline.agent.instrument.method;

/**
 * Timing of methods: the patterns that the user gives become probes, every call of a probed method
 * is counted in a histogram, and one that is slow becomes a {@code method.call} event.
 *
 * <p>All of a fast call happens in the bridge; this package decides which methods are woven ({@link
 * io.weftline.agent.instrument.method.MethodMatcher}), gives each its probe and makes the events.
 * Overloads share a probe, since the events name methods without parameters.
 *
 * <p>Of calls that are written because every call is asked for, or every failed one, only the
 * outermost of a unit of work gets a line: the others stand in its tree.
 */
package io.weftline.agent.instrument.method;

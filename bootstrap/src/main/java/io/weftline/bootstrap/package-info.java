/**
 * The bridge: what woven code calls, and the few types that cross it. The boot loader defines these
 * classes, so that every other loader sees the same ones.
 *
 * <p>Woven code makes two calls: one in, which returns the {@link io.weftline.bootstrap.Frame} in
 * hand, and one out, which gets it back. The frame leads to the thread's {@link
 * io.weftline.bootstrap.ThreadContext} without a second look at a thread-local, and it knows its
 * depth: an exit restores, it never decrements, so that a frame lost to a {@code
 * StackOverflowError} costs nothing but itself.
 *
 * <p>The way of a fast call touches primitive fields of objects that exist already: frame, context,
 * series. No reference is stored (a store into an old object is a write barrier), nothing is
 * allocated, no lock is taken. Whatever is slow, failed or asked for goes on through {@link
 * io.weftline.bootstrap.Bridge.Units}, which the agent extends.
 *
 * <p>A method that is timed by the coarse clock reads {@link io.weftline.bootstrap.Bridge#coarse}
 * on the way in and makes one call on the way out, which counts in the first cell of the series if
 * that is the thread's own; it is found by the thread, held weakly, since a thread may be of a
 * class of the application's.
 *
 * <p>What is handed to other threads goes through {@link io.weftline.bootstrap.Handover}: the JDK's
 * executors are woven to put a carrier around a task, or to note whose it is, and whoever runs it
 * works for that unit meanwhile. While no unit is in hand that is a look at a thread-local.
 *
 * <p>Alternatives weighed: an interface with an implementation for each instrumentation for methods
 * too (megamorphic as soon as three exist), a context object on the woven method's stack as a
 * {@code long} (needs the thread-local again at the exit, 2 to 3 ns), a map from method to series
 * (dearer than all the rest).
 *
 * <p>Rules: {@code java.base} of Java 8 only, at most ten files, no logging, no lambdas. The limit
 * of files keeps out what is not called by woven code; a type that one class alone uses is nested
 * in it.
 */
package io.weftline.bootstrap;

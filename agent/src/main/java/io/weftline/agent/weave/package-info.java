/**
 * Weaving: from the bytes of a class that is being loaded to the same class with advice in it.
 *
 * <p>The way of a class goes from cheap to dear. Its loader and name decide for most; then one
 * reading of its file ({@link io.weftline.agent.weave.ClassFile}, a parser of our own of the few
 * things that matter, so that no library is needed) shows each instrumentation whether it may be
 * concerned: names that all of them look for ({@link io.weftline.agent.weave.Marks}) are found in
 * the one pass over the constants, and everything else is read when somebody asks; then its loader
 * is asked once whether it sees the bridge; then supertypes are read where an instrumentation wants
 * to know. What remains gets a {@link io.weftline.agent.weave.Plan}, and only a class with a plan
 * meets Byte Buddy, in {@link io.weftline.agent.weave.Weaver}.
 *
 * <p>Byte Buddy's {@code AgentBuilder} is not used: it would load several hundred classes in every
 * application, in {@code premain}, where a class that nothing is woven into costs a few
 * microseconds here. {@code Advice}, which does the weaving, is.
 *
 * <p>The package knows events only by {@link io.weftline.agent.event.Warnings}. Instrumentations
 * get what else they need by type from {@link io.weftline.agent.weave.Services}, so that adding one
 * changes nothing here.
 */
package io.weftline.agent.weave;

/**
 * Advice around a call for whoever needs no other: it hands the object, the first argument if there
 * is one, the result and what was thrown to the hook that it was planned with. An instrumentation
 * names it ({@link io.weftline.agent.advice.CallAdvices}) and brings its hook.
 */
package io.weftline.agent.advice;

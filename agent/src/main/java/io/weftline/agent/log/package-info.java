/**
 * The agent's own messages on stderr.
 *
 * <p><b>Problem.</b> Somebody whose configuration is wrong or whose disk is full must be told where
 * he looks first, yet an agent that talks is switched off, and the application's logger must never
 * be used or even loaded by us.
 *
 * <p><b>Way.</b> slf4j-simple under a name of its own ({@link io.weftline.agent.log.Log}), loaded
 * with the first message only: a healthy start says nothing and so pays nothing. One message a
 * minute and cause.
 *
 * <p><b>Alternatives.</b> {@code java.util.logging} (initialises the application's log manager);
 * printing by hand (the library is asked for, and it also guards lines against each other).
 */
package io.weftline.agent.log;

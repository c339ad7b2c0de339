/**
 * The agent, built and run: {@link io.weftline.agent.Agent} is the one composition root, {@link
 * io.weftline.agent.Session} what runs afterwards. Nothing below knows anything of this package.
 *
 * <p>The order of the start: options; the bridge is claimed (a second agent stands down); queue;
 * instrumentations; transformer; the two methods of the JDK. No thread is started and no file is
 * opened until the first class of the application itself is loaded, which is when its {@code main}
 * has begun.
 */
package io.weftline.agent;

/**
 * What finds types of Jetty 12: linked with each loader that has them, never loaded by the agent's.
 */
package io.weftline.agent.instrument.jetty.linked12;

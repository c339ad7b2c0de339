/**
 * What names types of Jetty 9.4, and only what 10 and 11 have, too: linked with each loader that
 * has them, never loaded by the agent's.
 */
package io.weftline.agent.instrument.jetty.linked;

/**
 * What names types of Tomcat: linked with each loader that has them, never loaded by the agent's.
 */
package io.weftline.agent.instrument.tomcat.linked;

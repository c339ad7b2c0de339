/**
 * What names types of Spring: linked with each loader that has them, never loaded by the agent's.
 */
package io.weftline.agent.instrument.job.linked;

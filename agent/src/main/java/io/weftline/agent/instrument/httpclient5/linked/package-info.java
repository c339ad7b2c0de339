/**
 * What names types of Apache HttpClient 5: linked with each loader that has them, never loaded by
 * the agent's.
 */
package io.weftline.agent.instrument.httpclient5.linked;

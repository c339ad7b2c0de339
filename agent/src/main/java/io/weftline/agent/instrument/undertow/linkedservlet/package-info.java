/**
 * What names types of Undertow's container of servlets: linked with each loader that has them,
 * never loaded by the agent's.
 */
package io.weftline.agent.instrument.undertow.linkedservlet;

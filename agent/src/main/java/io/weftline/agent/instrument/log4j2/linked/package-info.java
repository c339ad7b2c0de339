/** What names types of the API of Log4j 2: linked with each loader that has them. */
package io.weftline.agent.instrument.log4j2.linked;

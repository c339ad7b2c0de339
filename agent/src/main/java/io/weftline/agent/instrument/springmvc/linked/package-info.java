/** What names types of the Servlet API: linked with each loader that has them. */
package io.weftline.agent.instrument.springmvc.linked;

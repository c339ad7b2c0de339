/** Programs that hand work to other threads, in every way that a JDK has, and jobs. */
package com.acme.plain.handover;

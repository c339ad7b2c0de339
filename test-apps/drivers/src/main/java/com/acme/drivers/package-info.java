/**
 * SQL on real drivers and pools.
 *
 * <p><b>Problem.</b> A driver of our own shows that each call is seen once; what real ones do
 * inside their calls, and what pools and proxies put around them, it cannot show.
 *
 * <p><b>Choice.</b> The same steps by every way to a connection, so that what differs is the way;
 * all with an in-memory database, so that nothing is to be installed. Each step's comment says how
 * often it executes something.
 */
package com.acme.drivers;

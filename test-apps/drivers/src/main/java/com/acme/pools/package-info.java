/** Programs that wait for the connections of pools. */
package com.acme.pools;

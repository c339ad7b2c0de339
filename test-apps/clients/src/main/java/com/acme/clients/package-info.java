/** Calls to a small server in the same process, by each of the clients in turn. */
package com.acme.clients;

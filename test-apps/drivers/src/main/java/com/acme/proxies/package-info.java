/** What stands for a library that puts proxies around connections: not of the programs' package. */
package com.acme.proxies;

/** The web application: found by its own class loader only. */
package com.acme.redeploy.app;

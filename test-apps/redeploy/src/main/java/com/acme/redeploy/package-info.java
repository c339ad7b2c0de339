/** Deploys a web application, asks it for something and undeploys it, again and again. */
package com.acme.redeploy;

/**
 * Names the requests that JAX-RS resources serve by their {@code @Path}: what the application is
 * mapped to, the class's path, the method's. Jersey 2 and 3, RESTEasy 3, 4 and 6, that is {@code
 * javax} and {@code jakarta}.
 *
 * <p>Woven is, of each, the class that calls the resource's method, and the one that asks the
 * mappers of exceptions. Jersey knows the templates that matched, sub-resources included; RESTEasy
 * knows the method only, and the paths are read from its annotations, those of supertypes where it
 * has none, as the specification has it. What RESTEasy finds by way of a sub-resource locator has
 * no class with a path: such a request is called by its templated path.
 *
 * <p>No type of JAX-RS itself is named, so that it does not matter whether that is {@code javax} or
 * {@code jakarta}: what is needed of it is called by name, once for each method.
 */
package io.weftline.agent.instrument.jaxrs;

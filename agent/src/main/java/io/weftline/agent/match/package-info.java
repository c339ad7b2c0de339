/**
 * Which methods of which classes the patterns of the options mean. Patterns are those of {@code
 * config}, classes those that {@code weave} reads; several instrumentations ask.
 */
package io.weftline.agent.match;

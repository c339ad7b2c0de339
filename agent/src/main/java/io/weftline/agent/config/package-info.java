/**
 * Options: where values come from, what they may be, and what is said when one is wrong.
 *
 * <p><b>Problem.</b> Whoever sets an option does it once, in a file or a deployment script, and
 * sees the effect weeks later at night. A value that is silently ignored, or one that stops the
 * application, are both the worst outcome. And all of this runs before {@code main}, on the
 * start-up path of every application.
 *
 * <p><b>Choice.</b> An {@link io.weftline.agent.config.Option} is one expression in the package
 * that uses it; {@link io.weftline.agent.config.KnownOptions} finds them through an index made by
 * the build, so that nothing has to be registered by hand and the README's table ({@link
 * io.weftline.agent.config.OptionsTable}) cannot disagree. {@link io.weftline.agent.config.Config}
 * resolves every option once, strongest source first: agent argument, system property, environment,
 * file, default. Nothing that can be written into any of them throws: a bad value means the default
 * of that key (not the value of a weaker source: the outcome must not depend on what else is set
 * somewhere) and one {@link io.weftline.agent.config.Problem} that names source, line, key, what is
 * wrong, what is allowed and what is used instead. In a list the bad members are left out and the
 * others hold. Only the value that wins is checked. A default that its own type refuses fails where
 * the option is declared, so that no build can carry one.
 *
 * <p><b>Bounds.</b> A file has at most 1 MB, a value at most 1 MB after expansion, a list at most
 * 1,000 members, a report at most 20 problems, the last of which counts the rest. Reading is
 * linear; globs match without regular expressions, allocate nothing and cannot blow up.
 *
 * <p><b>Expansion.</b> {@code ${NAME:default}} stands for an environment variable, in every source.
 * The result is text and is not looked at again, and braces do not nest: nothing recurses and no
 * name is looked up anywhere else. A bad value that came out of a variable is not repeated in its
 * problem, only the reference to it: the variable may hold a secret.
 *
 * <p><b>Alternatives.</b> {@code java.util.Properties} knows no line numbers and takes the last of
 * two equal keys without a word. A configuration library would cost more classes at start than the
 * rest of the agent's start-up. Options as fields of one big class would make every new
 * instrumentation edit it.
 *
 * <p><b>Beyond the design page.</b> {@code percent} and {@code sizeOrOff} are types of their own,
 * because keys of the contract need them. {@code config=path} is also understood inside an inline
 * argument. {@code ${..}} inside the default of another is refused instead of taken literally. Of
 * the environment, the names that Kubernetes makes for a service called {@code weftline} are never
 * reported, however near they come to a key.
 */
package io.weftline.agent.config;

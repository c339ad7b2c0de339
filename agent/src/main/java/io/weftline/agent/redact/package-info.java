/**
 * What of a text may be written, and what stands in its place where it may not.
 *
 * <h2>Problem</h2>
 *
 * Files of the agent are read by more people than the application's data are. Names tell some
 * secrets ({@code password=...}, a column {@code card_no}), shapes tell others (a JWT in an
 * exception's message, a card's number bound to a statement), and both must be told the same way
 * wherever a text comes from, on application threads, for whatever text somebody makes.
 *
 * <h2>Choice</h2>
 *
 * <p>{@link io.weftline.agent.redact.SecretNames} knows names, {@link
 * io.weftline.agent.redact.Redactor} texts. It reads a text once from left to right; most
 * characters are one look into a table. Only at a sign that a secret may begin or have been named
 * ({@code =}, {@code :}, a digit, the first letter of a known prefix) something is compared, and
 * every comparison either has a bound, or what it has read is not read again. No regular
 * expression: none of them could be shown to be linear in what others write.
 *
 * <p><b>Safe beats complete, but only beside a name.</b> Once a name says that a secret follows,
 * what follows is withheld up to where it surely ends; a quote or a bracket that does not end takes
 * the rest with it. Without a name a shape has to be certain: a fixed prefix and so many characters
 * of its alphabet, Luhn's digit and a known issuer. What is long and random may be an id, and ids
 * are what the lines are searched by; so entropy is not measured.
 *
 * <p>Values that hide nothing are left: empty ones, {@code null}, {@code true}, {@code ?}, {@code
 * ***}. What has been redacted is not changed when it comes by again.
 *
 * <h2>Alternatives</h2>
 *
 * <p>Names only, as most agents do it: messages of exceptions carry secrets without a name. The
 * lists of Sentry, Elastic APM and gitleaks as they are: of {@code *auth*} an {@code author} is
 * one, of {@code *key} every {@code primaryKey}; their names and prefixes are used where they are
 * those of secrets only.
 *
 * <h2>Limits</h2>
 *
 * <p>A secret in prose without a sign ({@code the password is x}) is not seen, nor is one that has
 * been encoded as a whole. Of an unquoted value with blanks only the first word is withheld unless
 * it stands in what looks like a {@code toString()}. {@code Unexpected token: x} loses its {@code
 * x}.
 */
package io.weftline.agent.redact;

/**
 * Calls by the JDK's own {@code HttpURLConnection}, http and https. An application may drive it by
 * {@code connect}, {@code getOutputStream}, {@code getInputStream} or any getter of the response,
 * in turn; the getters lead to {@code getInputStream}. The call begins with the first of them and
 * ends when {@code getInputStream} returns, which is when the head of the last response is there:
 * what is redirected inside is one call. If it fails before, it ends with the failure, and what the
 * application tries next with the same object is another call.
 *
 * <p>Between two of them a call is known by its connection, in {@link
 * io.weftline.agent.http.OpenCalls}: no field in the JDK's class. One that nobody asks for an
 * answer is never counted.
 *
 * <p>Nothing is read from the connection that would make it do something: its status only once the
 * response is there.
 */
package io.weftline.agent.instrument.urlconnection;

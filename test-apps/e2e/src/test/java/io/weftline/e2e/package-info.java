/**
 * The product as its users have it: the packed jar, in JVMs of their own, on applications that know
 * nothing of it; judged by exit codes, output and the files that it leaves.
 *
 * <p><b>Problem.</b> What breaks an agent is seldom in its classes and mostly between it and a JVM:
 * start, end, class loaders, releases of the JDK. None of that shows in a unit test.
 *
 * <p><b>Choice.</b> {@link io.weftline.e2e.AppRun} describes a run in a few words and makes it;
 * {@link io.weftline.e2e.Events} reads what it left, and every reading holds every line against the
 * whole contract ({@link io.weftline.e2e.LineRules}), so no test can forget it. {@code
 * assertHealthy} proves the account of the run, {@code assertSameOutputAsWithout} that the
 * application did not notice. What is cheap runs on every JDK that {@code TEST_JDKS} names (a list
 * of directories with the separator of paths), the rest on the JDK of the tests.
 *
 * <p><b>Alternatives.</b> Attaching to the JVM of the tests is faster, but then the class path, the
 * loaders and the end of the JVM are not those of an application.
 *
 * <p><b>Faults.</b> That nothing is lost uncounted is shown on a program that knows what it did
 * ({@link io.weftline.e2e.LoadRun}) while something fails: calls of the system, by a library in C
 * that is loaded before all others ({@link io.weftline.e2e.Shim}), since only that comes between
 * every JDK and the kernel; disks that are full ({@link io.weftline.e2e.SmallDisk}); files that
 * others take away; processes that are killed. Each proves the account from the files alone.
 *
 * <p><b>Databases.</b> What is told of a statement depends on the driver and its server, so some
 * applications run on real ones ({@link io.weftline.e2e.PostgresServer}, {@link
 * io.weftline.e2e.MariaDbServer}). They come from the Maven repository, as all else does;
 * containers would need a daemon that few build machines have. Where they do not run, their tests
 * are skipped.
 *
 * <p>A run's files stay in {@code target/runs}; each failure names the directory.
 */
package io.weftline.e2e;

package com.acme.bench;

import com.p6spy.engine.spy.P6DataSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

/**
 * Looks for slow statements by other means than an agent, each with a threshold that no statement
 * reaches.
 */
public final class Wrapped {
  private static final int THRESHOLD_SECONDS = 60;

  private Wrapped() {}

  /** A line in a file for what is slow. */
  public static DataSource p6spy(DataSource source, String directory) {
    System.setProperty("p6spy.config.executionThreshold", THRESHOLD_SECONDS + "000");
    System.setProperty("p6spy.config.appender", "com.p6spy.engine.spy.appender.FileLogger");
    System.setProperty("p6spy.config.logfile", directory + "/spy.log");
    return new P6DataSource(source);
  }

  /** Its own listener for what is slow, which tells while it lasts. */
  public static DataSource proxyForSlow(DataSource source) {
    return ProxyDataSourceBuilder.create(source)
        .logSlowQueryBySlf4j(THRESHOLD_SECONDS, TimeUnit.SECONDS)
        .build();
  }

  /** A listener that looks at the time when it is over. */
  public static DataSource proxyWithListener(DataSource source) {
    return ProxyDataSourceBuilder.create(source).listener(new Afterwards()).build();
  }

  private static final class Afterwards implements QueryExecutionListener {
    @Override
    public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {}

    @Override
    public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
      if (execution.getElapsedTime() >= TimeUnit.SECONDS.toMillis(THRESHOLD_SECONDS)) {
        System.out.println(queries.get(0).getQuery() + " " + execution.getElapsedTime());
      }
    }
  }
}

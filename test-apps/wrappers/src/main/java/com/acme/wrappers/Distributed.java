package com.acme.wrappers;

import com.arjuna.ats.jta.common.jtaPropertyManager;
import com.atomikos.icatch.jta.UserTransactionManager;
import com.atomikos.jdbc.AtomikosDataSourceBean;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.narayana.NarayanaTransactionIntegration;
import jakarta.transaction.TransactionManager;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import javax.sql.XAConnection;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.h2.jdbcx.JdbcDataSource;

/** Executes in transactions that others commit, too. */
final class Distributed {
  private Distributed() {}

  static String run(String wrapper, String url) throws Exception {
    JdbcDataSource h2 = new JdbcDataSource();
    h2.setURL(url);
    return switch (wrapper) {
      case "xa-h2" -> direct(h2);
      case "xa-tomcat" -> tomcat(h2);
      case "xa-atomikos" -> atomikos(h2);
      case "xa-narayana" -> narayana(url);
      default -> throw new IllegalArgumentException(wrapper);
    };
  }

  private static String direct(JdbcDataSource h2) throws SQLException {
    XAConnection both = h2.getXAConnection();
    try (Connection connection = both.getConnection()) {
      return Work.run(connection, true);
    } finally {
      both.close();
    }
  }

  private static String tomcat(JdbcDataSource h2) throws SQLException {
    PoolProperties properties = new PoolProperties();
    properties.setDataSource(h2);
    properties.setMaxActive(1);
    properties.setInitialSize(1);
    DataSource pool = new org.apache.tomcat.jdbc.pool.XADataSource(properties);
    try (Connection connection = pool.getConnection()) {
      return Work.run(connection, true);
    }
  }

  private static String atomikos(JdbcDataSource h2) throws Exception {
    UserTransactionManager manager = new UserTransactionManager();
    manager.init();
    AtomikosDataSourceBean pool = new AtomikosDataSourceBean();
    pool.setUniqueResourceName("orders");
    pool.setXaDataSource(h2);
    pool.setMaxPoolSize(1);
    manager.begin();
    String result;
    try (Connection connection = pool.getConnection()) {
      result = Work.run(connection, false);
    }
    manager.commit();
    pool.close();
    manager.close();
    return result;
  }

  private static String narayana(String url) throws Exception {
    TransactionManager manager = jtaPropertyManager.getJTAEnvironmentBean().getTransactionManager();
    AgroalDataSourceConfigurationSupplier configuration =
        new AgroalDataSourceConfigurationSupplier()
            .connectionPoolConfiguration(
                pool ->
                    pool.maxSize(1)
                        .transactionIntegration(
                            new NarayanaTransactionIntegration(
                                manager,
                                jtaPropertyManager
                                    .getJTAEnvironmentBean()
                                    .getTransactionSynchronizationRegistry()))
                        .connectionFactoryConfiguration(
                            factory ->
                                factory
                                    .connectionProviderClassName("org.h2.jdbcx.JdbcDataSource")
                                    .jdbcUrl(url)));
    try (AgroalDataSource pool = AgroalDataSource.from(configuration)) {
      manager.begin();
      String result;
      try (Connection connection = pool.getConnection()) {
        result = Work.run(connection, false);
      }
      manager.commit();
      return result;
    }
  }
}

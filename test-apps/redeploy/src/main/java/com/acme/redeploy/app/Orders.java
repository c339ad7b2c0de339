package com.acme.redeploy.app;

import ch.qos.logback.classic.LoggerContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Uses a database, a log, threads and timers of its own, and clears up when it is undeployed. */
public class Orders extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(Orders.class);
  private static final String URL = "jdbc:h2:mem:orders";

  private transient Driver driver;
  private transient Connection keepsDatabase;
  private transient ExecutorService pool;
  private transient ScheduledExecutorService scheduler;
  private transient Timer timer;

  @Override
  public void init() throws ServletException {
    try {
      // Registers itself.
      Class.forName("org.h2.Driver", true, Orders.class.getClassLoader());
      driver = DriverManager.getDriver(URL);
      keepsDatabase = DriverManager.getConnection(URL);
      try (Statement statement = keepsDatabase.createStatement()) {
        statement.execute("CREATE TABLE orders (id INT PRIMARY KEY)");
        statement.execute("INSERT INTO orders VALUES (1), (2), (3)");
      }
    } catch (ClassNotFoundException | SQLException e) {
      throw new ServletException(e);
    }
    LOG.info("begins");
    pool = Executors.newFixedThreadPool(2);
    scheduler = Executors.newScheduledThreadPool(1);
    scheduler.scheduleAtFixedRate(() -> LOG.info("scheduled"), 1, 20, TimeUnit.MILLISECONDS);
    timer = new Timer();
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            LOG.info("timed");
          }
        },
        1,
        20);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String number = request.getParameter("number");
    LOG.info("asked {}", number);
    try {
      int orders = pool.submit(() -> count(number)).get();
      int more =
          CompletableFuture.supplyAsync(() -> orders, pool).thenApply(count -> count + 1).get();
      int sum = IntStream.range(0, 1_000).parallel().sum();
      if (request.getParameter("fail") != null) {
        throw new IllegalStateException("made to fail");
      }
      response.getWriter().print(orders + " " + more + " " + sum);
    } catch (InterruptedException | ExecutionException e) {
      throw new ServletException(e);
    }
  }

  private static int count(String number) throws SQLException {
    LOG.info("counts {}", number);
    try (Connection connection = DriverManager.getConnection(URL);
        PreparedStatement select = connection.prepareStatement("SELECT COUNT(*) FROM orders");
        ResultSet rows = select.executeQuery()) {
      rows.next();
      return rows.getInt(1);
    }
  }

  @Override
  public void destroy() {
    timer.cancel();
    pool.shutdown();
    scheduler.shutdownNow();
    try {
      pool.awaitTermination(10, TimeUnit.SECONDS);
      scheduler.awaitTermination(10, TimeUnit.SECONDS);
      keepsDatabase.close();
      DriverManager.deregisterDriver(driver);
    } catch (InterruptedException | SQLException e) {
      throw new IllegalStateException(e);
    }
    ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
  }
}

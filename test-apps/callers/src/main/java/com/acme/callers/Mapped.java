package com.acme.callers;

import java.util.List;
import javax.sql.DataSource;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;

/** MyBatis. */
final class Mapped {
  private final SqlSessionFactory factory;

  Mapped(DataSource source) {
    Configuration configuration =
        new Configuration(new Environment("books", new JdbcTransactionFactory(), source));
    configuration.addMapper(AuthorMapper.class);
    factory = new SqlSessionFactoryBuilder().build(configuration);
  }

  String run() {
    try (SqlSession session = factory.openSession()) {
      AuthorMapper mapper = session.getMapper(AuthorMapper.class);
      String name = mapper.nameOf(2); // caller: mapper-select
      int written = mapper.write("Mapped", 1); // caller: mapper-insert
      AuthorMapper.Volume volume = mapper.volume(2); // caller: mapper-object
      String author = volume.getAuthor(); // caller: mapper-lazy
      List<String> names =
          session.selectList("com.acme.callers.AuthorMapper.names"); // caller: mapper-session
      session.commit();
      return name + written + author + names.size() + mapper.firstName() + batch();
    }
  }

  private int batch() {
    try (SqlSession session = factory.openSession(ExecutorType.BATCH)) {
      AuthorMapper mapper = session.getMapper(AuthorMapper.class);
      mapper.write("First of two", 1);
      mapper.write("Second of two", 2);
      session.commit(); // caller: mapper-batch
      return 2;
    }
  }
}

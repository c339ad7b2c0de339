package com.acme.callers;

import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.One;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Result;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.mapping.FetchType;

/** A mapper that MyBatis implements; its proxy is a class of this package. */
interface AuthorMapper {
  @Select("SELECT name FROM authors WHERE id = #{id}")
  String nameOf(int id);

  @Select("SELECT name FROM authors ORDER BY id")
  List<String> names();

  @Insert("INSERT INTO books (title, author_id) VALUES (#{title}, #{author})")
  int write(@Param("title") String title, @Param("author") int author);

  @Select("SELECT title, author_id FROM books WHERE id = #{id}")
  @Result(
      property = "author",
      column = "author_id",
      one = @One(select = "nameOf", fetchType = FetchType.LAZY))
  Volume volume(int id);

  default String firstName() {
    return nameOf(1); // caller: mapper-default-method
  }

  /** Of this MyBatis makes a subclass that loads the author when it is asked. */
  class Volume {
    private String title;
    private String author;

    public String getTitle() {
      return title;
    }

    public void setTitle(String title) {
      this.title = title;
    }

    public String getAuthor() {
      return author;
    }

    public void setAuthor(String author) {
      this.author = author;
    }
  }
}

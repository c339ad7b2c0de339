package com.acme.plain;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Annotations, generics, lambdas, anonymous and nested classes, proxies. */
public final class Ledger {
  private Ledger() {}

  public static void main(String[] args) throws Exception {
    Account account = new Account();
    account.deposit(3);
    account.withdraw(1);
    new Vault().open();
    new Vault().hidden();

    Store<String> store = new TextStore();
    store.save("entry");

    Supplier<String> lambda = () -> "lambda " + account.balance();
    System.out.println(lambda.get());
    Callable<String> anonymous =
        new Callable<String>() {
          @Override
          public String call() {
            return "anonymous " + Integer.toString(account.balance());
          }
        };
    System.out.println(anonymous.call());
    InvocationHandler handler = (proxy, method, arguments) -> answer(method, arguments);
    Store<?> proxy =
        (Store<?>)
            Proxy.newProxyInstance(
                Ledger.class.getClassLoader(), new Class<?>[] {Store.class}, handler);
    System.out.println(proxy.count());
    System.out.println(store.count());
  }

  private static Object answer(Method method, Object[] arguments) {
    return method.getName().equals("count") ? Integer.parseInt("42") : arguments;
  }

  /** Some of its methods are marked. */
  static final class Account {
    private int balance;

    @Audited
    void deposit(int amount) {
      balance = Math.addExact(balance, amount);
    }

    void withdraw(int amount) {
      balance = Math.subtractExact(balance, amount);
    }

    int balance() {
      return balance;
    }
  }

  /** Marks classes; it is marked itself. */
  @Audited
  @Retention(RetentionPolicy.RUNTIME)
  @interface Guarded {}

  /** Marked by way of another annotation. */
  @Guarded
  public static final class Vault {
    public void open() {
      System.out.println("vault open");
    }

    void hidden() {
      System.out.println("vault hidden");
    }
  }

  /** A generic interface: the compiler bridges its methods. */
  interface Store<T> {
    void save(T value);

    int count();
  }

  static final class TextStore implements Store<String> {
    private int count;

    @Override
    public void save(String value) {
      count += value.isEmpty() ? 0 : 1;
    }

    @Override
    public int count() {
      return Math.abs(count);
    }
  }
}

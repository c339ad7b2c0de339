package io.weftline.agent.redact;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNamesTest {
  private final SecretNames names = new SecretNames(List.of("Tenant_Id", "", "-", "\u00e9tat"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "PASSWORD",
        "passWord",
        "pass_word",
        "user-password",
        "newPassword2",
        "password_hash",
        "MYSQL_PWD",
        "pwd",
        "passwd",
        "pass",
        "db_pass",
        "dbPass",
        "passphrase",
        "keyStorePassword",
        "trust-store-pass",
        "secret",
        "clientSecret",
        "client-secret",
        "aws_secret_access_key",
        "token",
        "tokens",
        "accessToken",
        "refresh_token",
        "X-CSRF-Token",
        "XSRF-TOKEN",
        "apiKey",
        "api_key",
        "x-api-key",
        "APIKEY",
        "AccountKey",
        "privateKey",
        "auth",
        "x-auth",
        "authorization",
        "Proxy-Authorization",
        "credentials",
        "creds",
        "cookie",
        "Set-Cookie",
        "JSESSIONID",
        "PHPSESSID",
        "connect.sid",
        "sessionId",
        "signature",
        "sig",
        "jwt",
        "otp",
        "totp",
        "mfa_otp",
        "pin",
        "userPin",
        "pin2",
        "ssn",
        "customer_ssn",
        "social_security_no",
        "iban",
        "debtorIban",
        "card",
        "creditCard",
        "credit-card-holder",
        "card_number",
        "cardNo",
        "pan",
        "card_pan",
        "cvv",
        "cvv2",
        "cvc",
        "card_cvc",
        "security_code",
        "passportNo",
        "salt",
        "user[password]",
        "user.password",
        "kennwort",
        "mot_de_passe",
        "contrase\u00f1a",
        "tenantId",
        "x.tenant-id.y",
        "TENANT_ID_TYPE",
        "\u00c9TAT",
      })
  void isOne(String name) {
    assertTrue(names.isOne(name));
    assertTrue(names.isOneOfRequest(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "id",
        "name",
        "email",
        "key",
        "primaryKey",
        "foreign_key",
        "tokenizer",
        "tokenized_text",
        "tokenise",
        "secretary",
        "secretariat",
        "tokenType",
        "token_type",
        "token_expires_at",
        "tokenExpiry",
        "password_changed_at",
        "passwordLength",
        "PasswordEncoder",
        "InvalidTokenException",
        "sessionTimeout",
        "session_timeout_ms",
        "sessions",
        "active_sessions",
        "max_tokens",
        "promptTokens",
        "author",
        "authority",
        "design",
        "shipping",
        "spin",
        "discard",
        "wildcard",
        "cardinality",
        "span",
        "span_id",
        "spanId",
        "lifespan",
        "company",
        "expand",
        "compass",
        "bypass",
        "passenger",
        "passed",
        "result",
        "saltwater",
        "order_no",
        "country",
        "status",
        "bin",
        "ibanez",
        "tenant",
        "code",
        "country_code",
        "statusCode",
        "sid",
        "ORACLE_SID",
        "card_type",
        "auth_type",
      })
  void isNone(String name) {
    assertFalse(names.isOne(name));
  }

  @Test
  void knowsMoreOfRequests() {
    assertTrue(names.isOneOfRequest("code"));
    assertTrue(names.isOneOfRequest("authCode"));
    assertTrue(names.isOneOfRequest("SID"));
    assertFalse(names.isOneOfRequest("page"));
  }

  @Test
  void namesOfTheUserAreNeverTakenForAsides() {
    SecretNames own = new SecretNames(List.of("tokentype"));

    assertTrue(own.isOne("token_type"));
    assertFalse(names.isOne("token_type"));
  }
}

package io.weftline.agent.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.weftline.agent.redact.SecretNames;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueriesTest {
  private final Queries queries = new Queries(new SecretNames(List.of("Tenant_Id")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "q=oak&page=2 | q=oak&page=2",
        "password=1 | password=REDACTED",
        "a=1&token=2&b=3 | a=1&token=REDACTED&b=3",
        "token= | token=REDACTED",
        "token | token",
        "q=token | q=token",
        "PassWord=1 | PassWord=REDACTED",
        "access_token=1&refreshToken=2 | access_token=REDACTED&refreshToken=REDACTED",
        "pass%77ord=1 | pass%77ord=REDACTED",
        "%50ASSWORD=1 | %50ASSWORD=REDACTED",
        "user%5Bpassword%5D=1 | user%5Bpassword%5D=REDACTED",
        "user[secret]=1 | user[secret]=REDACTED",
        "token=a=b=c | token=REDACTED",
        "token=1;x=2 | token=REDACTED",
        "&&token=1&& | &&token=REDACTED&&",
        "=1 | =1",
        "%=1&%zz=2 | %=1&%zz=2",
        "shipping=fast&author=ada&design=1 | shipping=fast&author=ada&design=1",
        "q=a=b&r=x;y=z | q=a=b&r=x;y=z",
        "tenant=1 | tenant=1",
      })
  void withholdsWhatIsNamedAsASecret(String query, String redacted) {
    assertEquals(redacted, queries.redacted(query));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x=1;password=s3cr3t",
        "p%61%73sword=s3cr3t",
        "%70%61%73%73%77%6f%72%64=s3cr3t",
        "pass%2577ord=s3cr3t",
        "pass+word=s3cr3t",
        "pass%20word=s3cr3t",
        "pass-word=s3cr3t",
        "pass_word=s3cr3t",
        "api-key=s3cr3t",
        "apiKey=s3cr3t",
        "tenant-id=s3cr3t",
        "user%50in=s3cr3t",
        "code=s3cr3t",
        "x-auth=s3cr3t",
        "password%3Ds3cr3t",
        "password%3ds3cr3t&a=b",
        "redirect=%2Flogin%3Ftoken%3Ds3cr3t",
        "redirect=/login?token=s3cr3t",
      })
  void withholdsSecretsInWhateverDisguise(String query) {
    assertFalse(queries.redacted(query).contains("s3cr3t"), queries.redacted(query));
  }

  @Test
  void hasNoneWhereThereIsNone() {
    assertNull(queries.redacted(null));
    assertNull(queries.redacted(""));
  }

  @Test
  void writesNoMoreThanSoMuch() {
    String redacted = queries.redacted("q=" + "x".repeat(5_000) + "&token=s3cr3t");

    assertEquals(Queries.MAX_LENGTH, redacted.length());
    assertFalse(redacted.contains("s3cr3t"));
    // Cut within a name: what is left of it is all that can be compared.
    String cut = queries.redacted("q=" + "x".repeat(990) + "&token=s3cr3t");
    assertFalse(cut.contains("s3cr3t"), cut);
  }
}

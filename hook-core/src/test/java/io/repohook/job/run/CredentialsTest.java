package io.repohook.job.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "PASSWORD",
        "PGPASSWORD",
        "MYSQL_PWD",
        "GITHUB_TOKEN",
        "aws_secret_access_key",
        "STRIPE_KEY",
        "APIKEY",
        "X_API_KEY",
        "NPM_AUTH",
        "CI_JOB_TOKEN_FILE_CREDENTIALS",
        "GL_PAT",
      })
  void valuesOfSuchVariablesAreCredentials(String name) {
    assertThat(Credentials.of(Map.of(name, "sesame-open"))).containsExactly("sesame-open");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"PATH", "PWD", "OLDPWD", "GIT_AUTHOR_NAME", "KEYBOARD", "MONKEY", "COMPASS"})
  void othersAreNot(String name) {
    assertThat(Credentials.of(Map.of(name, "sesame-open"))).isEmpty();
  }

  @Test
  void passwordOfAnAddressIsOne() {
    assertThat(Credentials.of(Map.of("DATABASE_URL", "postgres://etl:sesame-open@db/x")))
        .containsExactly("sesame-open");
  }

  @Test
  void linesOfAKeyAreEachAndWhatIsShortIsNot() {
    assertThat(Credentials.of(Map.of("SSH_KEY", "first-line\nsecond-line\nx", "TOKEN", "short")))
        .containsExactlyInAnyOrder("first-line\nsecond-line\nx", "first-line", "second-line");
  }
}

package io.repohook.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.repohook.event.Repository;
import io.repohook.route.Located;
import io.repohook.spool.SpoolOwner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is believed; the accounts are some that every Debian and Red Hat has. */
class TrustTest {
  private static final SpoolOwner STRANGER = new SpoolOwner(54_321, "no-such-account");

  @TempDir Path folder;
  private Path repository;
  private Path spool;
  private SpoolOwner me;

  @BeforeEach
  void makeRepository() throws IOException {
    repository = Files.createDirectory(folder.resolve("ocean.git"));
    spool = Files.createDirectory(folder.resolve("spool"));
    me = new SpoolOwner(uid(repository), Files.getOwner(repository).getName());
  }

  @ParameterizedTest
  @CsvSource({
    // account, the repository's owner, group and mode, accept_from; as whom it is believed
    "root,   daemon, daemon, rwx------, ,       FOR_OTHERS",
    "daemon, daemon, root,   rwx------, ,       FOR_OTHERS",
    "daemon, daemon, root,   r-x------, ,       FOR_OTHERS",
    "daemon, root,   daemon, rwxrwx---, ,       FOR_ITSELF",
    "daemon, root,   daemon, rwx-w----, ,       FOR_ITSELF",
    "daemon, root,   daemon, rwxr-x---, ,       ",
    "daemon, root,   root,   rwxrwx---, ,       ",
    "daemon, root,   root,   rwxrwxrwx, ,       ",
    "daemon, nobody, root,   rwx------, daemon, FOR_OTHERS",
    "daemon, nobody, root,   rwx------, nobody, ",
    "nobody, daemon, daemon, rwxrwx---, ,       ",
    "nobody, daemon, daemon, rwxrwx---, nobody, FOR_OTHERS",
  })
  void accountIsBelievedThatCouldHavePushed(
      String account,
      String owner,
      String group,
      String mode,
      @Nullable String accepted,
      @Nullable Standing believed)
      throws IOException {
    assumeTrue(me.uid() == 0, "only root can give files away");
    give(repository, owner, group);
    Files.setPosixFilePermissions(repository, PosixFilePermissions.fromString(mode));
    Set<String> acceptFrom = accepted == null ? Set.of() : Set.of(accepted);

    Located ocean = new Located(Repository.git("ocean"), repository);
    Trust.Verdict verdict = verdict(account(account), acceptFrom, ocean);

    if (believed == null) {
      assertThat(verdict).isInstanceOf(Trust.Verdict.Refused.class);
    } else {
      assertThat(verdict).isEqualTo(new Trust.Verdict.Believed(believed));
    }
  }

  @Test
  void ownerIsBelieved() throws IOException {
    assertThat(objection(me, Set.of())).isEmpty();
  }

  @Test
  void theServiceItselfIsBelieved() throws IOException {
    assumeTrue(me.uid() == 0, "only root can give files away");
    give(spool, "daemon", "root");

    assertThat(objection(account("daemon"), Set.of())).isEmpty();
    assertThat(objection(account("nobody"), Set.of())).isPresent();
  }

  @Test
  void rootIsBelievedAlsoOfAVanishedRepository() throws IOException {
    Files.delete(repository);
    assertThat(objection(new SpoolOwner(0, "root"), Set.of())).isEmpty();
  }

  @Test
  void accountThatIsCalledRootIsNotRoot() throws IOException {
    Files.setPosixFilePermissions(repository, PosixFilePermissions.fromString("rwx------"));
    assertThat(objection(new SpoolOwner(54_321, "root"), Set.of())).isPresent();
  }

  @Test
  void namedAccountIsBelievedAndNoOther() throws IOException {
    assertThat(objection(STRANGER, Set.of("no-such-account"))).isEmpty();
    assertThat(objection(STRANGER, Set.of("no-such"))).isPresent();
  }

  @Test
  void strangerIsToldWithNameAndRepositoryAndRemedy() throws IOException {
    Files.setPosixFilePermissions(repository, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThat(objection(STRANGER, Set.of()).orElseThrow())
        .contains("'no-such-account'", repository.toString(), "accept_from");
  }

  @Test
  void accountCalledLikeAnOptionIsInNoGroup() throws IOException {
    // "id -Gn -r" would tell of the groups of the account that asks.
    String mine = groupOf(repository);
    assertThat(new Groups(InstantSource.system()).has(mine, "-r")).isFalse();
    assertThat(new Groups(InstantSource.system()).has(mine, me.name())).isTrue();
    assertThat(new Groups(InstantSource.system()).has("no-such-group", me.name())).isFalse();
  }

  @Test
  void vanishedRepositoryIsTold() throws IOException {
    Files.delete(repository);

    assertThat(objection(STRANGER, Set.of()).orElseThrow())
        .contains("no repository at " + repository);
  }

  @Test
  void forARepositoryWithoutAFolderOnlyTheServiceAndNamedAccountsAreBelieved() throws IOException {
    Located etl = new Located(Repository.job("etl"), null);

    assertThat(objection(new SpoolOwner(0, "root"), Set.of(), etl)).isEmpty();
    assertThat(objection(STRANGER, Set.of("no-such-account"), etl)).isEmpty();
    assertThat(objection(STRANGER, Set.of(), etl).orElseThrow())
        .contains("'no-such-account'", "accept_from of repositories/etl.yaml");
  }

  private Optional<String> objection(SpoolOwner owner, Set<String> acceptFrom) throws IOException {
    return objection(owner, acceptFrom, new Located(Repository.git("ocean"), repository));
  }

  private Optional<String> objection(SpoolOwner owner, Set<String> acceptFrom, Located where)
      throws IOException {
    return verdict(owner, acceptFrom, where) instanceof Trust.Verdict.Refused refused
        ? Optional.of(refused.because())
        : Optional.empty();
  }

  private Trust.Verdict verdict(SpoolOwner owner, Set<String> acceptFrom, Located where)
      throws IOException {
    return new Trust(
            (account, name) ->
                name.equals(where.repository().name()) && acceptFrom.contains(account),
            new Groups(InstantSource.system()),
            spool)
        .of(owner, where);
  }

  private SpoolOwner account(String name) throws IOException {
    Path file = Files.createTempFile(folder, "of", name);
    Files.setOwner(file, accounts().lookupPrincipalByName(name));
    return new SpoolOwner(uid(file), name);
  }

  private void give(Path path, String owner, String group) throws IOException {
    Files.setOwner(path, accounts().lookupPrincipalByName(owner));
    GroupPrincipal principal = accounts().lookupPrincipalByGroupName(group);
    Files.getFileAttributeView(path, PosixFileAttributeView.class).setGroup(principal);
  }

  private UserPrincipalLookupService accounts() {
    return folder.getFileSystem().getUserPrincipalLookupService();
  }

  private static int uid(Path path) throws IOException {
    return (Integer)
        Objects.requireNonNull(Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS));
  }

  private static String groupOf(Path path) throws IOException {
    return Files.getFileAttributeView(path, PosixFileAttributeView.class)
        .readAttributes()
        .group()
        .getName();
  }
}

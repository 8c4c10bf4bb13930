package io.repohook.git.host;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repohook.event.Actor;
import io.repohook.spool.SpoolFormat;
import io.repohook.spool.SpoolRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.PostReceiveHook;
import org.eclipse.jgit.transport.PushCertificateParser;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the hook makes of what JGit tells it, also where no git would tell such a thing. */
class SpoolingPostReceiveHookTest {
  private static final ObjectId COMMIT =
      ObjectId.fromString("95790bf891e76fee5e1747ab589903a6a1f80f22");
  private static final String ZERO = "0".repeat(40);

  @TempDir Path folder;
  private Path spool;
  private Path path;
  private Repository repository;
  private final List<String> chained = new ArrayList<>();

  @BeforeEach
  void create() throws Exception {
    folder = folder.toRealPath();
    spool = Files.createDirectory(folder.resolve("spool"));
    path = folder.resolve("ocean.git");
    repository = new FileRepository(path.toFile());
    repository.create(true);
  }

  @AfterEach
  void close() {
    repository.close();
  }

  private SpoolingPostReceiveHook hook(Identification identification) {
    return new SpoolingPostReceiveHook(spool, identification, this::chain);
  }

  private void chain(ReceivePack push, Iterable<ReceiveCommand> commands) {
    commands.forEach(each -> chained.add(each.getRefName()));
  }

  private static ReceiveCommand command(String ref, ReceiveCommand.Result result) {
    ReceiveCommand command = new ReceiveCommand(ObjectId.zeroId(), COMMIT, ref);
    command.setResult(result);
    return command;
  }

  private static List<ReceiveCommand> commands() {
    return List.of(command("refs/heads/main", ReceiveCommand.Result.OK));
  }

  @Test
  void onlyWhatSucceededIsRecordedAndAllIsChained() throws Exception {
    hook(push -> new Actor("alice", "alice@example.com", "192.0.2.7"))
        .onPostReceive(
            new ReceivePack(repository),
            List.of(
                command("refs/heads/a", ReceiveCommand.Result.LOCK_FAILURE),
                command("refs/heads/b", ReceiveCommand.Result.OK),
                command("refs/heads/c", ReceiveCommand.Result.NOT_ATTEMPTED)));

    assertThat(spooled())
        .containsExactly(
            List.of(
                "source=git-push",
                "repository=" + path,
                "pusher.name=alice",
                "pusher.email=alice@example.com",
                "pusher.address=192.0.2.7",
                "refs=" + ZERO + " " + COMMIT.name() + " refs/heads/b\n"));
    assertThat(chained).containsExactly("refs/heads/a", "refs/heads/b", "refs/heads/c");
  }

  @Test
  void pushWithoutRefsIsChainedAndNotRecorded() throws Exception {
    List<Boolean> empty = new ArrayList<>();
    PostReceiveHook next = (push, commands) -> empty.add(commands.isEmpty());

    new SpoolingPostReceiveHook(spool, next).onPostReceive(new ReceivePack(repository), List.of());

    assertThat(empty).containsExactly(true);
    assertThat(spooled()).isEmpty();
  }

  @Test
  void repositoryIsNamedByItsRealPath() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link.git"), path);
    try (Repository linked = new FileRepository(link.toFile())) {
      hook(Identification::byReflog).onPostReceive(new ReceivePack(linked), commands());
    }

    assertThat(spooled().get(0)).contains("repository=" + path);
  }

  @Test
  void nobodyIsRecordedAsSuch() throws Exception {
    hook(Identification::byReflog).onPostReceive(new ReceivePack(repository), commands());

    assertThat(spooled().get(0)).contains("pusher.name=").noneMatch(isOfPusher("address"));
  }

  private static java.util.function.Predicate<String> isOfPusher(String what) {
    return record -> record.startsWith("pusher." + what);
  }

  @Test
  void hostThatCannotTellThePusherLosesNoPush() throws Exception {
    hook(push -> {
          throw new IllegalStateException("no session");
        })
        .onPostReceive(new ReceivePack(repository), commands());
    hook(push -> {
          throw new NoSuchMethodError("an older JGit");
        })
        .onPostReceive(new ReceivePack(repository), commands());

    assertThat(spooled()).hasSize(2).allSatisfy(each -> assertThat(each).contains("pusher.name="));
  }

  @Test
  void whatTheChainedHookThrowsIsItsOwn() throws Exception {
    RuntimeException own = new IllegalStateException("the server's own");
    SpoolingPostReceiveHook hook =
        new SpoolingPostReceiveHook(
            spool,
            (push, commands) -> {
              throw own;
            });

    assertThatThrownBy(() -> hook.onPostReceive(new ReceivePack(repository), commands()))
        .isSameAs(own);
    assertThat(spooled()).hasSize(1);
  }

  @Test
  void interruptedRequestIsRecordedAndStaysInterrupted() throws Exception {
    Thread.currentThread().interrupt();

    hook(Identification::byReflog).onPostReceive(new ReceivePack(repository), commands());

    assertThat(Thread.interrupted()).isTrue();
    assertThat(spooled()).hasSize(1);
  }

  @Test
  void repositoryInNoFolderIsChainedAndNotRecorded() throws Exception {
    try (Repository memory = new InMemoryRepository(new DfsRepositoryDescription("ocean"))) {
      hook(Identification::byReflog).onPostReceive(new ReceivePack(memory), commands());
    }

    assertThat(spooled()).isEmpty();
    assertThat(chained).containsExactly("refs/heads/main");
  }

  @Test
  void certificateIsRecordedByTheIdThatGitGivesIt() throws Exception {
    String certificate =
        """
        certificate version 0.1
        pusher Alice <alice@example.com> 1700000000 +0100
        pushee https://git.example.com/ocean.git
        nonce 1700000000-95790bf8
        push-option ci.skip

        %s %s refs/heads/main
        -----BEGIN PGP SIGNATURE-----

        iQEzBAABCgAdFiEE
        -----END PGP SIGNATURE-----
        """
            .formatted(ZERO, COMMIT.name());
    ReceivePack push = new ReceivePack(repository);
    push.setPushCertificate(PushCertificateParser.fromString(certificate));

    hook(Identification::byReflog).onPostReceive(push, commands());

    assertThat(spooled().get(0))
        .contains(
            // What `git hash-object` says of these bytes.
            "env.GIT_PUSH_CERT=335778a1197b44211e127c149a0b460eb0199f54",
            "env.GIT_PUSH_CERT_STATUS=E",
            "env.GIT_PUSH_CERT_NONCE_STATUS=UNSOLICITED");
  }

  /** JGit takes a deletion that does not say what it deletes, from clients other than git. */
  @Test
  void deletionThatDoesNotSayWhereTheRefWasIsRecordedWithIt() throws Exception {
    ObjectId commit = commit();
    RefUpdate update = repository.updateRef("refs/heads/old");
    update.setNewObjectId(commit);
    update.update();

    receive(ZERO + " " + ZERO + " refs/heads/old");

    assertThat(repository.exactRef("refs/heads/old")).isNull();
    assertThat(spooled().get(0))
        .contains("refs=" + commit.name() + " " + ZERO + " refs/heads/old\n");
  }

  @Test
  void deletionOfARefThatNeverWasIsNotRecorded() throws Exception {
    receive(ZERO + " " + ZERO + " refs/heads/never");

    assertThat(spooled()).isEmpty();
  }

  /** Lets JGit receive one line as a client would send it. */
  private void receive(String line) throws Exception {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    PacketLineOut out = new PacketLineOut(sent);
    out.writeString(line + "\0report-status delete-refs");
    out.end();
    ReceivePack push = new ReceivePack(repository);
    push.setBiDirectionalPipe(false);
    push.setPostReceiveHook(hook(Identification::byReflog));
    push.receive(new ByteArrayInputStream(sent.toByteArray()), new ByteArrayOutputStream(), null);
  }

  private ObjectId commit() throws Exception {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(inserter.insert(Constants.OBJ_TREE, new byte[0]));
      PersonIdent alice = new PersonIdent("Alice", "alice@example.com");
      commit.setAuthor(alice);
      commit.setCommitter(alice);
      commit.setMessage("first");
      commit.setEncoding(UTF_8);
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return id;
    }
  }

  /** The files of the spool, each as {@code key=value}. */
  private List<List<String>> spooled() throws Exception {
    List<List<String>> files = new ArrayList<>();
    try (Stream<Path> names = Files.list(spool)) {
      for (Path file : names.toList()) {
        List<String> records = new ArrayList<>();
        for (SpoolRecord each : SpoolFormat.read(Files.readAllBytes(file))) {
          records.add(each.key() + "=" + new String(each.value(), ISO_8859_1));
        }
        files.add(records);
      }
    }
    return files;
  }
}

package io.repohook.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repohook.spool.SpoolFile;
import io.repohook.spool.SpoolOwner;
import io.repohook.spool.SpoolRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A bare repository and a clone that pushes to it: each push is a real one, and what git told its
 * post-receive hook becomes a spool file.
 */
final class GitFixture {
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  static final String ZERO = "0".repeat(40);

  final Path server;
  final Git bare;
  final Git clone;
  private final Path told;
  private int files;
  private long minute;

  GitFixture(Path folder, String... initOptions) throws Exception {
    server = folder.resolve("server.git");
    told = folder.resolve("told");
    Files.createDirectories(folder);
    Git git = Git.in(folder);
    git.run(init(initOptions, "--bare", "--initial-branch=main", "server.git"));
    git.run(init(initOptions, "--initial-branch=main", "clone"));
    bare = Git.in(server);
    // The current branch too may be deleted, as any other.
    bare.run("config", "receive.denyDeleteCurrent", "ignore");
    bare.run("config", "receive.autogc", "false");
    clone = Git.in(folder.resolve("clone"));
    clone.run("remote", "add", "origin", "../server.git");
    Path hook = server.resolve("hooks/post-receive");
    Files.createDirectories(server.resolve("hooks"));
    Files.writeString(hook, "#!/bin/sh\ncat >'" + told + "'\n");
    Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Where the clone lies, and room for more of them. */
  Path folder() {
    return told.resolveSibling("");
  }

  private static String[] init(String[] options, String... words) {
    List<String> all = new ArrayList<>(List.of("init", "-q", "--template="));
    all.addAll(List.of(options));
    all.addAll(List.of(words));
    return all.toArray(String[]::new);
  }

  /** Makes a commit of a file on the current branch; its id. */
  String commit(String file) throws Exception {
    Files.writeString(clone.folder().resolve(file), "line " + minute + "\n");
    clone.run("add", "--all");
    return commitAll("change " + file);
  }

  /** Makes a commit of whatever is in the index, perhaps nothing; its id. */
  String commitAll(String message) throws Exception {
    clone.at(++minute).run("commit", "-q", "--allow-empty", "--allow-empty-message", "-m", message);
    return head();
  }

  /** Merges these into the current branch, always by a commit; its id. */
  String merge(String... others) throws Exception {
    List<String> words = new ArrayList<>(List.of("merge", "-q", "--no-ff", "-m", "merge"));
    words.addAll(List.of(others));
    clone.at(++minute).run(words.toArray(String[]::new));
    return head();
  }

  String head() throws Exception {
    return clone.run("rev-parse", "HEAD");
  }

  /** Pushes; the spool file that the hook would have written. */
  SpoolFile push(String... refs) throws Exception {
    Files.deleteIfExists(told);
    List<String> words = new ArrayList<>(List.of("push", "-q", "origin"));
    words.addAll(List.of(refs));
    clone.run(words.toArray(String[]::new));
    return file(GitSource.PUSH, Files.readAllBytes(told));
  }

  /** A push of these lines, {@code <before> <after> <ref>} each, that git never saw. */
  SpoolFile lines(String... lines) {
    return file(GitSource.PUSH, text(lines));
  }

  static byte[] text(String... lines) {
    return (String.join("\n", lines) + "\n").getBytes(UTF_8);
  }

  /** The refs as they are now, as an installation spools them. */
  SpoolFile baseline() throws Exception {
    String refs = bare.run("for-each-ref", "--format=%(objectname) %(refname)");
    return file(GitSource.BASELINE, (refs + "\n").getBytes(UTF_8));
  }

  SpoolFile file(String source, byte[] refs) {
    return file(server, "file-" + ++files, source, refs);
  }

  /** A spool file of that source. */
  static SpoolFile file(Path repository, String name, String source, byte[] refs) {
    return new SpoolFile(
        name + ".event",
        NOW,
        new SpoolOwner(1000, "alice"),
        List.of(
            SpoolRecord.of(SpoolFile.SOURCE, source),
            SpoolRecord.of(SpoolFile.REPOSITORY, repository.toString()),
            new SpoolRecord("refs", refs)));
  }

  /** What git says lies between, as ids. */
  List<String> revList(String... words) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("rev-list"));
    all.addAll(List.of(words));
    return bare.lines(all.toArray(String[]::new));
  }

  /** Every ref but symbolic ones, as lines {@code <ref> <id>}. */
  List<String> refs() throws IOException, InterruptedException {
    return bare.lines("for-each-ref", "--format=%(refname) %(objectname)");
  }
}

package io.repohook.servlet;

import java.lang.reflect.Proxy;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * A folder on a file server that is gone: whoever asks for anything of it waits until it is closed,
 * and fails then.
 */
final class HangingFolder extends FileSystem {
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch asked = new CountDownLatch(1);

  Path path() {
    return (Path)
        Proxy.newProxyInstance(
            Path.class.getClassLoader(),
            new Class<?>[] {Path.class},
            (path, method, arguments) ->
                switch (method.getName()) {
                  case "getFileSystem" -> this;
                  case "resolve" -> path;
                  case "toString" -> "/gone";
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  /** Waits until somebody waits. */
  void awaitAsked() throws InterruptedException {
    asked.await();
  }

  /** All that a program does with a path begins here. */
  @Override
  public FileSystemProvider provider() {
    asked.countDown();
    boolean waits = true;
    while (waits) {
      try {
        closed.await();
        waits = false;
      } catch (InterruptedException e) {
        // Nor does the kernel return for that.
      }
    }
    throw new ClosedFileSystemException();
  }

  /** Whoever waits, fails. */
  void fail() {
    closed.countDown();
  }

  @Override
  public void close() {
    fail();
  }

  @Override
  public boolean isOpen() {
    return closed.getCount() > 0;
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public String getSeparator() {
    return "/";
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    return List.of();
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return List.of();
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return Set.of("basic");
  }

  @Override
  public Path getPath(String first, String... more) {
    throw new UnsupportedOperationException();
  }

  @Override
  public PathMatcher getPathMatcher(String syntaxAndPattern) {
    throw new UnsupportedOperationException();
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    throw new UnsupportedOperationException();
  }

  @Override
  public WatchService newWatchService() {
    throw new UnsupportedOperationException();
  }
}

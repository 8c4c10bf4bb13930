package io.repohook.config;

import io.repohook.event.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * The state of all files below a folder in a few bytes, without opening them: path, inode, size,
 * time of the last change, owner and permissions. Links are followed.
 */
final class Fingerprint {
  private Fingerprint() {}

  static byte[] of(Path folder) {
    List<String> lines = new ArrayList<>();
    try {
      Files.walkFileTree(
          folder,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          Integer.MAX_VALUE,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              lines.add(line(file, attributes));
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              lines.add(file + " " + e.getClass().getName());
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      lines.add(folder + " " + e.getClass().getName());
    }
    lines.sort(null); // a folder may list its files in another order next time
    MessageDigest digest = Sha256.begin();
    lines.forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
    return digest.digest();
  }

  private static String line(Path file, BasicFileAttributes walked) {
    String state =
        file + " " + walked.fileKey() + " " + walked.size() + " " + walked.lastModifiedTime();
    try {
      PosixFileAttributes posix = Files.readAttributes(file, PosixFileAttributes.class);
      return state
          + " "
          + posix.owner().getName()
          + " "
          + PosixFilePermissions.toString(posix.permissions());
    } catch (IOException | UnsupportedOperationException e) {
      return state; // gone just now, or a system without permissions
    }
  }
}

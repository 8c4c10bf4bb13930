package io.repohook.server.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Map;

/**
 * Whose a file or folder is, and its mode, as {@code stat} shows them. Access lists are not looked
 * at.
 */
record FileMode(int uid, String owner, String group, int mode) {
  /** The bits of chmod(1): sticky, and what others may do. */
  static final int STICKY = 01000;

  static final int SET_GROUP_ID = 02000;
  static final int GROUP_READ = 0040;
  static final int GROUP_WRITE = 0020;
  static final int OTHERS_READ = 0004;
  static final int OTHERS_WRITE = 0002;
  static final int OTHERS_ENTER = 0001;

  static FileMode of(Path path) throws IOException {
    Map<String, Object> unix =
        Files.readAttributes(path, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
    PosixFileAttributes posix =
        Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return new FileMode(
        ((Number) unix.getOrDefault("uid", -1)).intValue(),
        posix.owner().getName(),
        posix.group().getName(),
        ((Number) unix.getOrDefault("mode", 0)).intValue() & 07777);
  }

  boolean has(int bits) {
    return (mode & bits) == bits;
  }

  /** As chmod takes it, such as {@code 3733}. */
  String octal() {
    return "%04o".formatted(mode);
  }
}

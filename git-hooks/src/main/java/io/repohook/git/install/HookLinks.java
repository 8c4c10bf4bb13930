package io.repohook.git.install;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A repository's hooks that are links, one each, to those of a folder that several repositories
 * have in common. A hook of the repository's own that is in a link's way is kept and chained.
 *
 * @param own the repository's hooks folder
 * @param common the folder with the hooks themselves
 */
record HookLinks(Path own, Path common) {

  /** Whether the repository has the common hook of that name. */
  boolean hasLink(Hook hook) throws IOException {
    return isLink(hook.fileName());
  }

  /** Why the links cannot be made, and what to do about it. */
  Optional<String> obstacle(Hook hook) throws IOException {
    HookFile file = new HookFile(own.resolve(hook.fileName()));
    HookFile shared = new HookFile(common.resolve(hook.fileName()));
    boolean hasOwn = hasOwn(hook) && ofAnotherCommonFolder(hook).isEmpty();
    boolean keepsOwn = file.chainedIfAny().isPresent() && !isLink(chained(hook));
    boolean chainsCommon = shared.chainedIfAny().isPresent() || isForeign(hook);
    if ((hasOwn || keepsOwn) && (chainsCommon || (hasOwn && keepsOwn))) {
      return Optional.of(
          "%s has a hook of its own beside that of all repositories, and only one can be chained;"
                  .formatted(own)
              + " call the one from the other, or move one away");
    }
    return Optional.empty();
  }

  private boolean isForeign(Hook hook) throws IOException {
    return Shim.isForeign(hook, common.resolve(hook.fileName()));
  }

  private boolean isOurs(Hook hook) throws IOException {
    Path file = own.resolve(hook.fileName());
    return HooksFolder.exists(file) && !Shim.isForeign(hook, file);
  }

  private boolean hasOwn(Hook hook) throws IOException {
    return HooksFolder.exists(own.resolve(hook.fileName()))
        && !isOurs(hook)
        && !isLink(hook.fileName());
  }

  /** The hook of all repositories that lies elsewhere, as in gitolite's LOCAL_CODE. */
  private Optional<Path> ofAnotherCommonFolder(Hook hook) throws IOException {
    Path place = own.resolve(hook.fileName());
    if (!Files.isSymbolicLink(place)) {
      return Optional.empty();
    }
    Path target = own.resolve(Files.readSymbolicLink(place)).normalize();
    return target.endsWith(Path.of("hooks", "common", hook.fileName()))
        ? Optional.of(target)
        : Optional.empty();
  }

  /** Makes the links to what is in the common folder. */
  void make(Hook hook) throws IOException {
    HookFile file = new HookFile(own.resolve(hook.fileName()));
    if (hasOwn(hook)) {
      Optional<Path> ofAll = ofAnotherCommonFolder(hook);
      if (ofAll.isEmpty()) {
        file.keep();
      } else if (!HooksFolder.exists(common.resolve(chained(hook)))) {
        // For all of them: a repository made later would else run ours alone.
        Files.createSymbolicLink(common.resolve(chained(hook)), ofAll.get());
      }
    }
    if (HooksFolder.exists(common.resolve(chained(hook)))) {
      link(chained(hook));
    }
    link(hook.fileName());
  }

  /** Takes away links to what the common folder no longer has, and puts the kept hook back. */
  void mend(Hook hook) throws IOException {
    for (String name : List.of(hook.fileName(), chained(hook))) {
      if (isLink(name) && !HooksFolder.exists(common.resolve(name))) {
        Files.delete(own.resolve(name));
      }
    }
    HookFile file = new HookFile(own.resolve(hook.fileName()));
    if (!file.isThere() && file.chainedIfAny().isPresent()) {
      file.restore();
    }
  }

  private static String chained(Hook hook) {
    return new HookFile(Path.of(hook.fileName())).chained().toString();
  }

  private boolean isLink(String name) throws IOException {
    Path place = own.resolve(name);
    return Files.isSymbolicLink(place)
        && own.resolve(Files.readSymbolicLink(place)).normalize().equals(common.resolve(name));
  }

  private void link(String name) throws IOException {
    if (isLink(name)) {
      return;
    }
    // Beside it first: a push at this moment finds the old one or the new one.
    Path unfinished = own.resolve(".repohook-" + UUID.randomUUID());
    try {
      Files.createSymbolicLink(unfinished, common.resolve(name));
      Files.move(unfinished, own.resolve(name), ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}

package io.repohook.git.install;

import java.nio.file.Path;

/**
 * A git repository on this machine.
 *
 * @param name what it is called: its path below the root it was found in, less {@code .git}, with
 *     {@code /} between folders whatever the machine
 * @param path the real path of the folder that holds its refs and objects: {@code ocean.git} of a
 *     bare repository, {@code ocean/.git} of one with a work tree. The hook names it the same.
 */
public record GitRepository(String name, Path path) {}

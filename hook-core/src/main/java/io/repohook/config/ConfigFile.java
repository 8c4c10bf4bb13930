package io.repohook.config;

import java.nio.file.Path;
import org.apache.commons.configuration2.tree.ImmutableNode;

/**
 * One file as read.
 *
 * @param path relative to the configuration folder
 * @param text as in the file, less a byte order mark; what {@link Origin}'s offsets count in
 */
record ConfigFile(Path path, String text, ImmutableNode root) {}

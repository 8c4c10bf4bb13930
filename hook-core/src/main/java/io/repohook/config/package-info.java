/**
 * The files that the administrator edits: read with their lines, layered, interpolated, and every
 * mistake told with its place and its remedy.
 *
 * <p>SnakeYAML composes the files, so that each scalar is known as written and by line;
 * commons-configuration2 layers the trees and resolves {@code ${env:…}} and {@code ${file:…}}. What
 * channels and subscriptions mean is read by their own packages, through {@link
 * io.repohook.config.Section}.
 */
@NullMarked
package io.repohook.config;

import org.jspecify.annotations.NullMarked;

/** The webhooks of GitHub: {@code push}, {@code create}, {@code delete} and {@code ping}. */
@NullMarked
package io.repohook.format.github;

import org.jspecify.annotations.NullMarked;

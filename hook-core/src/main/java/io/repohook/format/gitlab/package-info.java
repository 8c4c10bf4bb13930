/** The webhooks of GitLab: {@code Push Hook} and {@code Tag Push Hook}. */
@NullMarked
package io.repohook.format.gitlab;

import org.jspecify.annotations.NullMarked;

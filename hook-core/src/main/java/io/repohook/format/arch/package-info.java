/** The webhooks of Arch: a sync has ended. */
@NullMarked
package io.repohook.format.arch;

import org.jspecify.annotations.NullMarked;

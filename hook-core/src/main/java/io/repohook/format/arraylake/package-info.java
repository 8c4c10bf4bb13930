/** The webhooks of Arraylake: a commit is there, and in which repository. */
@NullMarked
package io.repohook.format.arraylake;

import org.jspecify.annotations.NullMarked;

/** The webhooks of Gitea, Forgejo and Gogs. */
@NullMarked
package io.repohook.format.gitea;

import org.jspecify.annotations.NullMarked;

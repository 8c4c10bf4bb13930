/** What one push did: its refs, its commits, their files. */
@NullMarked
package io.repohook.git.push;

import org.jspecify.annotations.NullMarked;

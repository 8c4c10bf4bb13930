/** Git as a source: what the hook spooled becomes pushes and tags with their commits. */
@NullMarked
package io.repohook.git;

import org.jspecify.annotations.NullMarked;

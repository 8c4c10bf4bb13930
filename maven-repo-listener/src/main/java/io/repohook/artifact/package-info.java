/** Artifact repositories: what their servers' access logs tell becomes events. */
@NullMarked
package io.repohook.artifact;

import org.jspecify.annotations.NullMarked;

/**
 * The source for servers that are built on JGit: it runs in the server's own JVM, so it needs
 * nothing but JGit and the spool.
 */
@NullMarked
package io.repohook.git.host;

import org.jspecify.annotations.NullMarked;

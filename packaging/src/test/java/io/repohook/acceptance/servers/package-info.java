/**
 * The git servers of a real machine, and what is needed to run one of one's own in a folder: Unix
 * accounts, commands out of the documents, daemons on the loopback address.
 *
 * <p>Nothing here knows what is tested with it. It needs root, and Debian's packages.
 */
@NullMarked
package io.repohook.acceptance.servers;

import org.jspecify.annotations.NullMarked;

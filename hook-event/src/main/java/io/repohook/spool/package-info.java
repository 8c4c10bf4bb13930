/**
 * The drop box between a source and intake: a folder of small files, each one observation.
 *
 * <p>Any number of processes and accounts add files at once; one service takes them away.
 */
@NullMarked
package io.repohook.spool;

import org.jspecify.annotations.NullMarked;

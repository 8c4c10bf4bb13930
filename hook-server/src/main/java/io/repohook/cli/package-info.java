/** The command line: one class a command, each a few lines over the library. */
@NullMarked
package io.repohook.cli;

import org.jspecify.annotations.NullMarked;

/** The store in one SQLite file. */
@NullMarked
package io.repohook.outbox.sqlite;

import org.jspecify.annotations.NullMarked;

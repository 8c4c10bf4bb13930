/** What the quickstart leans on. */
@NullMarked
package io.repohook.quickstart;

import org.jspecify.annotations.NullMarked;

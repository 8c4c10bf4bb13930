/** Every ref of a repository as of the last push that was taken in. */
@NullMarked
package io.repohook.git.ledger;

import org.jspecify.annotations.NullMarked;

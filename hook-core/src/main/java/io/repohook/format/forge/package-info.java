/**
 * What the formats of forges share: GitHub, GitLab and Gitea tell a push in much the same words.
 */
@NullMarked
package io.repohook.format.forge;

import org.jspecify.annotations.NullMarked;

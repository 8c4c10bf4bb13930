package io.repohook.event;

import org.jspecify.annotations.Nullable;

/**
 * What git found out about the signature of a signed push.
 *
 * @param status one letter as in {@code git log --format=%G?}: {@code G} good, {@code B} bad, …
 * @param signer the key owner's name and address, null when git could not tell
 * @param key the key's id, null when git could not tell
 * @param nonceStatus {@code OK} when the certificate was made for this very push; null when the
 *     server asks for no nonce
 */
public record PushCertificate(
    String status, @Nullable String signer, @Nullable String key, @Nullable String nonceStatus) {}

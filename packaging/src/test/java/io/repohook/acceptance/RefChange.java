package io.repohook.acceptance;

/** That a ref of a repository which was at one object is at another; zeros stand for none. */
record RefChange(String repository, String ref, String before, String after) {}

package io.repohook.acceptance;

/** That a ref which was at one object is at another; zeros stand for none. */
record RefChange(String ref, String before, String after) {}

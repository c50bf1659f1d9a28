import fc from "fast-check";

// The same histories each time, so that a score can be compared; a mutant is killed by any of them, not by the smallest.
fc.configureGlobal({ seed: 1, endOnFailure: true });

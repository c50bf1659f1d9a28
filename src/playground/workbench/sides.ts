/** Which of the two states is meant. */
export type Age = "old" | "new";

/** Something for both states. */
export type Both<T> = Record<Age, T>;

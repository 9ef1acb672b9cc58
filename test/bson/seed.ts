/**
 * The seed of the random tests of BSON and of dumps, so that every run tries the same; fast-check prints it with a
 * failure. The environment variable `SEED` sets another.
 */
export const SEED = Number(process.env.SEED ?? 20_250_201);

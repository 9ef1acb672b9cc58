/** How much a profile keeps; beyond, it goes on with samples. */
export interface ProfileLimits {
  /** Paths of one collection; further ones, the deepest first, are only counted. */
  readonly paths: number;
  /** Different values of one path. */
  readonly values: number;
  /** Different ids of one collection or link, and different clients. */
  readonly ids: number;
  /** A value is shown when so many clients have it. */
  readonly clients: number;
}

export const defaultLimits: ProfileLimits = { paths: 1000, values: 500, ids: 100_000, clients: 3 };

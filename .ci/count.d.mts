export function count(
  report: unknown,
  exitCode: number,
  skipsAllowed: boolean,
): { readonly passed: number; readonly failed: number };

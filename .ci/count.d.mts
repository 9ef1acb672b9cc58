export function count(
  report: unknown,
  exitCode: number,
): { readonly passed: number; readonly failed: number };

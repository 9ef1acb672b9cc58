export interface Violation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
  readonly comment: string;
}
export const ruleNames: readonly string[];
export function checkLayers(
  root: string,
): Promise<{ readonly modules: number; readonly imports: number; readonly violations: readonly Violation[] }>;

import jsonata from 'jsonata';

/** TEMPORARY: free variables and called functions until compiled expressions tell them. */
export function interim(text: string): {
  variables: { name: string; position: number }[];
  functions: { name: string; position: number }[];
} {
  const variables: { name: string; position: number }[] = [];
  const functions: { name: string; position: number }[] = [];
  // biome-ignore lint/suspicious/noExplicitAny: temporary
  const visit = (node: any, bound: Set<string>): void => {
    if (node === null || typeof node !== 'object') return;
    if (Array.isArray(node)) {
      for (const item of node) visit(item, bound);
      return;
    }
    if (
      node.type === 'variable' &&
      typeof node.value === 'string' &&
      node.value !== '' &&
      node.value !== '$'
    ) {
      if (!bound.has(node.value)) variables.push({ name: node.value, position: node.position ?? 0 });
    }
    if ((node.type === 'function' || node.type === 'partial') && node.procedure?.type === 'variable') {
      if (!bound.has(node.procedure.value))
        functions.push({ name: node.procedure.value, position: node.procedure.position ?? 0 });
      visit(node.arguments, bound);
      return;
    }
    if (node.type === 'lambda') {
      visit(node.body, new Set([...bound, ...node.arguments.map((a: { value: string }) => a.value)]));
      return;
    }
    if (node.type === 'bind') {
      visit(node.rhs, bound);
      bound.add(node.lhs.value);
      return;
    }
    for (const value of Object.values(node)) visit(value, bound);
  };
  try {
    visit(jsonata(text).ast(), new Set());
  } catch {
    return { variables: [], functions: [] };
  }
  return { variables, functions };
}

import Handlebars from 'handlebars';

const BLOCKS = new Set(['if', 'unless', 'each']);

/**
 * Refuses a template in which a value could reach the output without an escaper (T76): every mustache has to be a
 * call of one of the escapers with one path; only `if`, `unless` and `each` with one path, and named partials beside.
 *
 * @throws Error naming template and line: a defect of ours, since only our own templates are read (T77).
 */
export function checkTemplate(name: string, source: string, escapers: ReadonlySet<string>): void {
  checkStatements(Handlebars.parse(source).body, { name, escapers });
}

interface Rules {
  readonly name: string;
  readonly escapers: ReadonlySet<string>;
}

function checkStatements(statements: readonly hbs.AST.Statement[], rules: Rules): void {
  for (const statement of statements) checkStatement(statement, rules);
}

function checkStatement(statement: hbs.AST.Statement, rules: Rules): void {
  switch (statement.type) {
    case 'ContentStatement':
    case 'CommentStatement':
      return;
    case 'MustacheStatement': {
      const call = statement as hbs.AST.MustacheStatement;
      if (call.escaped && isCall(call, rules.escapers)) return;
      break;
    }
    case 'BlockStatement': {
      const block = statement as hbs.AST.BlockStatement;
      if (!isCall(block, BLOCKS)) break;
      checkStatements(block.program.body, rules);
      // The parser leaves `inverse` undefined when there is no else.
      if (block.inverse !== undefined) checkStatements(block.inverse.body, rules);
      return;
    }
    case 'PartialStatement': {
      const partial = statement as hbs.AST.PartialStatement;
      if (partial.name.type === 'PathExpression' && partial.params.length === 0) return;
      break;
    }
  }
  const { line, column } = statement.loc.start;
  throw new Error(`template ${rules.name}:${line}:${column + 1}: a value must pass an escaper`);
}

function isCall(
  call: hbs.AST.MustacheStatement | hbs.AST.BlockStatement,
  names: ReadonlySet<string>,
): boolean {
  const [value] = call.params;
  return (
    call.path.type === 'PathExpression' &&
    names.has((call.path as hbs.AST.PathExpression).original) &&
    call.params.length === 1 &&
    value?.type === 'PathExpression' &&
    (call.hash === undefined || call.hash.pairs.length === 0)
  );
}

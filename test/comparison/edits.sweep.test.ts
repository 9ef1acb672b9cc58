process.env.EDITS = '1000';
await import('./edits.full.test.ts');

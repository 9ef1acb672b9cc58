export { compileTemplate, type Escapers, type Render, type TemplateSource } from './compile.ts';
export { readTemplate } from './load.ts';
export { findPackageRoot } from './package-root.ts';

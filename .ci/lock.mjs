// Checks what would be installed: `node .ci/lock.mjs`. Exit code 1 on a fault, or when there was nothing to check.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** Licences that may be shipped, and those that development may use besides. */
const shipped = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC', 'MIT'];
const used = [...shipped, 'MPL-2.0'];

/** True when one of the alternatives is wholly among `allowed`. */
function permits(licence, allowed) {
  return licence
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((part) => allowed.includes(part)));
}

/** `{ name, version, licence }` by row of the tables in docs/dependencies.md. */
function rows(page) {
  return page
    .split('\n')
    .map((line) => /^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|(.*)\|$/.exec(line))
    .filter((match) => match !== null)
    .map(([, name, version, licence, rest]) => ({
      name,
      version: version.trim(),
      licence: licence.trim(),
      complete: rest.split('|').every((cell) => cell.trim() !== ''),
    }));
}

/**
 * Faults of a lock file, as texts. Each entry has an SHA-512 of its content; all come from one registry over https
 * (a lock file that names no place leaves that to the client's configured registry); what is installed for production
 * is what docs/dependencies.md lists with reasons, in those versions, under licences that may be shipped.
 */
export function checkLock(lock, manifest, page) {
  const faults = [];
  const entries = Object.entries(lock.packages ?? {}).filter(([path]) => path !== '');
  if (entries.length === 0) return ['the lock file has no packages'];
  const origins = new Set();
  for (const [path, entry] of entries) {
    if (entry.link === true || !path.includes('node_modules/')) faults.push(`${path}: not from a registry`);
    if (!/^sha512-[A-Za-z0-9+/]{86}==$/.test(entry.integrity ?? ''))
      faults.push(`${path}: no sha512 integrity`);
    if (entry.resolved !== undefined) {
      const url = URL.canParse(entry.resolved) ? new URL(entry.resolved) : undefined;
      if (url?.protocol !== 'https:') faults.push(`${path}: comes from ${entry.resolved}`);
      else origins.add(url.origin);
    }
    if (!permits(entry.license ?? '', entry.dev === true || entry.devOptional === true ? used : shipped)) {
      faults.push(`${path}: licence ${entry.license ?? 'not given'}`);
    }
  }
  if (origins.size > 1) faults.push(`packages come from ${origins.size} places`);
  for (const [name, wanted] of Object.entries({
    ...manifest.dependencies,
    ...manifest.optionalDependencies,
    ...manifest.devDependencies,
  })) {
    if (!/^\d+\.\d+\.\d+$/.test(wanted)) faults.push(`${name}: ${wanted} is not one version`);
    if (lock.packages[`node_modules/${name}`]?.version !== wanted)
      faults.push(`${name}: ${wanted} is not what is locked`);
  }
  const listed = rows(page);
  for (const { name, complete } of listed)
    if (!complete) faults.push(`${name}: an empty cell in docs/dependencies.md`);
  const told = listed.map(({ name, version, licence }) => `${name} ${version} (${licence})`);
  const installed = entries
    .filter(([, entry]) => entry.dev !== true && entry.devOptional !== true)
    .map(([path, entry]) => `${path.replace(/^.*node_modules\//, '')} ${entry.version} (${entry.license})`);
  for (const one of installed) if (!told.includes(one)) faults.push(`${one}: not in docs/dependencies.md`);
  for (const one of told)
    if (!installed.includes(one)) faults.push(`${one}: in docs/dependencies.md, not installed`);
  return faults;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const json = (path) => JSON.parse(readFileSync(path, 'utf8'));
  const lock = json('package-lock.json');
  const faults = checkLock(lock, json('package.json'), readFileSync('docs/dependencies.md', 'utf8'));
  for (const fault of faults) console.error(fault);
  console.log(`lock file: ${Object.keys(lock.packages).length - 1} packages, ${faults.length} faults`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
